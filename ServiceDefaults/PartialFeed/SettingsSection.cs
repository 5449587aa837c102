using Microsoft.Extensions.Configuration;

namespace AudioStreaming.ServiceDefaults.PartialFeed;

/// <summary>
/// Reads settings as Aspire's clients do: the section for all, then that of the name, over which
/// goes the connection string.
/// </summary>
internal static class SettingsSection
{
    public static string? Bind(
        IConfiguration configuration, string section, string connectionName, object settings)
    {
        configuration.GetSection(section).Bind(settings);
        configuration.GetSection(section).GetSection(connectionName).Bind(settings);
        return configuration.GetConnectionString(connectionName);
    }

    public static InvalidOperationException Missing(string connectionName) => new(
        $"ConnectionStrings:{connectionName} is missing; set the environment variable "
        + $"ConnectionStrings__{connectionName}");
}
