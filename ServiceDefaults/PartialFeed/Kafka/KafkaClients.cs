using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.PartialFeed.Kafka;

/// <summary>What producers and consumers have alike.</summary>
internal static class KafkaClients
{
    private const string LogCategory = "Aspire.Confluent.Kafka";

    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    /// <returns>The connection string, if there is one.</returns>
    public static string? Bind(
        IHostApplicationBuilder builder, string role, string connectionName, object settings,
        ClientConfig config)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var section = $"Aspire:Confluent:Kafka:{role}";
        // The property has no setter, so that the binder passes over it.
        builder.Configuration.GetSection($"{section}:Config").Bind(config);
        builder.Configuration.GetSection($"{section}:{connectionName}:Config").Bind(config);
        return SettingsSection.Bind(builder.Configuration, section, connectionName, settings);
    }

    public static void RequireProducer(ProducerConfig config, string connectionName)
    {
        if (config.BootstrapServers is null) throw SettingsSection.Missing(connectionName);
    }

    public static void RequireConsumer(ConsumerConfig config, string connectionName)
    {
        if (config.BootstrapServers is null) throw SettingsSection.Missing(connectionName);
        if (config.GroupId is null)
            throw new InvalidOperationException(
                "A Kafka consumer needs a group id: set Config.GroupId");
    }

    /// <summary>librdkafka's own messages go to the log, unless the service took them.</summary>
    public static void TrySetLog(IServiceProvider services, Action<Action<LogMessage>> set)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory);
        try
        {
            set(message => Write(logger, message));
        }
        catch (InvalidOperationException)
        {
            // Confluent.Kafka's word for "it is set already".
        }
    }

    /// <summary>One client for all checks; it connects at the first one.</summary>
    public static void AddHealthCheck(
        IHostApplicationBuilder builder, string connectionName, Func<string?> bootstrapServers)
    {
        var name = $"Kafka_{connectionName}";
        builder.Services.TryAddKeyedSingleton(name, (_, _) => new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = bootstrapServers() })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build());
        ConnectionHealth.TryAdd(builder, name, (services, cancellation) => Task.Run(
            () => services.GetRequiredKeyedService<IAdminClient>(name).GetMetadata(HealthTimeout),
            cancellation));
    }

    private static void Write(ILogger logger, LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        if (logger.IsEnabled(level))
            logger.Log(level, 0, message.Message, null, static (text, _) => text);
    }
}
