using Aspire.Confluent.Kafka;
using AudioStreaming.ServiceDefaults.Messaging;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>What producers and consumers have alike.</summary>
internal static class KafkaClients
{
    private const string LogCategory = "Aspire.Confluent.Kafka";

    /// <summary>
    /// Reads the section for all clients of a role, then that of the name; over both go the
    /// connection string, and what the service says.
    /// </summary>
    public static TSettings Settings<TSettings, TConfig>(
        IHostApplicationBuilder builder, string role, string connectionName,
        Action<TSettings>? configure)
        where TSettings : KafkaClientSettings<TConfig>, new()
        where TConfig : ClientConfig, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = new TSettings();
        var all = builder.Configuration.GetSection($"Aspire:Confluent:Kafka:{role}");
        foreach (var section in new[] { all, all.GetSection(connectionName) })
        {
            section.Bind(settings);
            // The property has no setter, so that the binder passes over it.
            section.GetSection("Config").Bind(settings.Config);
        }
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName)
            ?? settings.ConnectionString;
        configure?.Invoke(settings);
        settings.Config.BootstrapServers =
            settings.ConnectionString ?? settings.Config.BootstrapServers;
        if (!settings.DisableHealthChecks) builder.AddKafkaHealth(connectionName);
        return settings;
    }

    public static void RequireServers(ClientConfig config, string connectionName)
    {
        if (string.IsNullOrEmpty(config.BootstrapServers))
            throw new InvalidOperationException(
                $"ConnectionStrings:{connectionName} is missing; set the environment variable "
                + $"ConnectionStrings__{connectionName}");
    }

    /// <summary>Where librdkafka's own messages go.</summary>
    public static Action<LogMessage> Log(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory);
        return message =>
        {
            var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
            if (logger.IsEnabled(level))
                logger.Log(level, 0, message.Message, null, static (text, _) => text);
        };
    }
}
