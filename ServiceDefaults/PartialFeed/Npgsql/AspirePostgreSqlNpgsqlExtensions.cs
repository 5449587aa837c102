using Aspire.Npgsql;
using AudioStreaming.ServiceDefaults.PartialFeed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

public static class AspirePostgreSqlNpgsqlExtensions
{
    private const string Section = "Aspire:Npgsql";

    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null) =>
        Add(builder, connectionName, null, configureSettings, configureDataSourceBuilder);

    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null) =>
        Add(builder, name, name, configureSettings, configureDataSourceBuilder);

    private static void Add(
        IHostApplicationBuilder builder, string connectionName, string? key,
        Action<NpgsqlSettings>? configureSettings,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = new NpgsqlSettings();
        settings.ConnectionString =
            SettingsSection.Bind(builder.Configuration, Section, connectionName, settings)
            ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        NpgsqlDataSource Build(IServiceProvider services)
        {
            var source = new NpgsqlDataSourceBuilder(
                settings.ConnectionString ?? throw SettingsSection.Missing(connectionName));
            source.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        }

        if (key is null) builder.Services.AddSingleton(Build);
        else builder.Services.AddKeyedSingleton(key, (services, _) => Build(services));

        if (!settings.DisableHealthChecks)
            ConnectionHealth.TryAdd(
                builder, key is null ? "PostgreSql" : $"PostgreSql_{connectionName}",
                (services, cancellation) => CheckAsync(
                    services.GetRequiredKeyedService<NpgsqlDataSource>(key), cancellation));
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddNpgsql());
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddNpgsqlInstrumentation());
    }

    private static async Task CheckAsync(
        NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
