using Aspire.StackExchange.Redis;
using AudioStreaming.ServiceDefaults.PartialFeed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        AddRedisClientBuilder(builder, connectionName, configureSettings, configureOptions);

    public static AspireRedisClientBuilder AddRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        Add(builder, connectionName, null, configureSettings, configureOptions);

    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        AddKeyedRedisClientBuilder(builder, name, configureSettings, configureOptions);

    public static AspireRedisClientBuilder AddKeyedRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        Add(builder, name, name, configureSettings, configureOptions);

    private static AspireRedisClientBuilder Add(
        IHostApplicationBuilder builder, string connectionName, string? key,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = new StackExchangeRedisSettings();
        settings.ConnectionString =
            SettingsSection.Bind(builder.Configuration, Section, connectionName, settings)
            ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        IConnectionMultiplexer Connect(IServiceProvider services)
        {
            var options = ConfigurationOptions.Parse(
                settings.ConnectionString ?? throw SettingsSection.Missing(connectionName));
            // A server that is away for now must not keep the service from starting.
            options.AbortOnConnectFail = false;
            var section = builder.Configuration.GetSection(Section);
            section.GetSection("ConfigurationOptions").Bind(options);
            section.GetSection($"{connectionName}:ConfigurationOptions").Bind(options);
            configureOptions?.Invoke(options);
            options.LoggerFactory ??= services.GetService<ILoggerFactory>();
            return ConnectionMultiplexer.Connect(options);
        }

        if (key is null) builder.Services.AddSingleton(Connect);
        else builder.Services.AddKeyedSingleton(key, (services, _) => Connect(services));

        if (!settings.DisableAutoActivation)
            builder.Services.AddSingleton<IHostedService>(
                services => new Activation(services, key));
        if (!settings.DisableHealthChecks)
            ConnectionHealth.TryAdd(
                builder,
                key is null ? "StackExchange.Redis" : $"StackExchange.Redis_{connectionName}",
                (services, cancellation) => services
                    .GetRequiredKeyedService<IConnectionMultiplexer>(key)
                    .GetDatabase().PingAsync().WaitAsync(cancellation));
        return new AspireRedisClientBuilder(builder, settings, key);
    }

    /// <summary>Connects when the service starts, not at the first request.</summary>
    private sealed class Activation(IServiceProvider services, string? key) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredKeyedService<IConnectionMultiplexer>(key);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
