using Aspire.Confluent.Kafka;
using AudioStreaming.ServiceDefaults.PartialFeed.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Every overload of Aspire's, so that a call means the same with either.</summary>
public static class AspireKafkaConsumerExtensions
{
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName) =>
        Add<TKey, TValue>(builder, connectionName, null, null, null);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<KafkaConsumerSettings>? configureSettings) =>
        Add<TKey, TValue>(builder, connectionName, null, configureSettings, null);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, connectionName, null, null, Wrap(configureBuilder));

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, connectionName, null, null, configureBuilder);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, connectionName, null, configureSettings, Wrap(configureBuilder));

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, connectionName, null, configureSettings, configureBuilder);

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name) =>
        Add<TKey, TValue>(builder, name, name, null, null);

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name,
        Action<KafkaConsumerSettings>? configureSettings) =>
        Add<TKey, TValue>(builder, name, name, configureSettings, null);

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, name, name, null, Wrap(configureBuilder));

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, name, name, null, configureBuilder);

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, name, name, configureSettings, Wrap(configureBuilder));

    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string name,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        Add(builder, name, name, configureSettings, configureBuilder);

    private static Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? Wrap<TKey, TValue>(
        Action<ConsumerBuilder<TKey, TValue>>? configure) =>
        configure is null ? null : (_, client) => configure(client);

    private static void Add<TKey, TValue>(
        IHostApplicationBuilder builder, string connectionName, string? key,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        var settings = new KafkaConsumerSettings();
        settings.ConnectionString = KafkaClients.Bind(
            builder, "Consumer", connectionName, settings, settings.Config)
            ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        settings.Config.BootstrapServers =
            settings.ConnectionString ?? settings.Config.BootstrapServers;

        IConsumer<TKey, TValue> Build(IServiceProvider services)
        {
            KafkaClients.RequireConsumer(settings.Config, connectionName);
            var client = new ConsumerBuilder<TKey, TValue>(settings.Config);
            configureBuilder?.Invoke(services, client);
            KafkaClients.TrySetLog(
                services, log => client.SetLogHandler((_, message) => log(message)));
            return client.Build();
        }

        if (key is null) builder.Services.AddSingleton(Build);
        else builder.Services.AddKeyedSingleton(key, (services, _) => Build(services));
        if (!settings.DisableHealthChecks)
            KafkaClients.AddHealthCheck(
                builder, connectionName, () => settings.Config.BootstrapServers);
    }
}
