using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aspire.Npgsql
{
    public class NpgsqlSettings
    {
        public string? ConnectionString { get; set; }

        public bool DisableHealthChecks { get; set; }

        public bool DisableMetrics { get; set; }

        public bool DisableTracing { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class AspirePostgreSqlNpgsqlExtensions
    {
        public static void AddNpgsqlDataSource(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<NpgsqlSettings>? configureSettings = null,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddSingleton(_ => Build(
                builder, connectionName, configureSettings, configureDataSourceBuilder));
        }

        public static void AddKeyedNpgsqlDataSource(
            this IHostApplicationBuilder builder,
            string name,
            Action<NpgsqlSettings>? configureSettings = null,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddKeyedSingleton(name, (_, _) => Build(
                builder, name, configureSettings, configureDataSourceBuilder));
        }

        private static NpgsqlDataSource Build(
            IHostApplicationBuilder builder,
            string connectionName,
            Action<NpgsqlSettings>? configureSettings,
            Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder)
        {
            var settings = new NpgsqlSettings
            {
                ConnectionString = builder.Configuration.GetConnectionString(connectionName),
            };
            configureSettings?.Invoke(settings);
            var dataSource = new NpgsqlDataSourceBuilder(
                settings.ConnectionString ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{connectionName} is missing"));
            configureDataSourceBuilder?.Invoke(dataSource);
            return dataSource.Build();
        }
    }
}
