using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis
{
    public sealed class StackExchangeRedisSettings
    {
        public string? ConnectionString { get; set; }

        public bool DisableHealthChecks { get; set; }

        public bool DisableTracing { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class AspireRedisExtensions
    {
        public static void AddRedisClient(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<StackExchangeRedisSettings>? configureSettings = null,
            Action<ConfigurationOptions>? configureOptions = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
            {
                var settings = new StackExchangeRedisSettings
                {
                    ConnectionString = builder.Configuration.GetConnectionString(connectionName),
                };
                configureSettings?.Invoke(settings);
                var options = ConfigurationOptions.Parse(
                    settings.ConnectionString ?? throw new InvalidOperationException(
                        $"ConnectionStrings:{connectionName} is missing"));
                options.AbortOnConnectFail = false;
                configureOptions?.Invoke(options);
                return ConnectionMultiplexer.Connect(options);
            });
        }
    }
}
