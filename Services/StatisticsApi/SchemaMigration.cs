using AudioStreaming.ServiceDefaults;
using Npgsql;

namespace AudioStreaming.StatisticsApi;

/// <summary>Brings the schema <c>statistics</c> up to date before anything else starts.</summary>
internal sealed class SchemaMigration(NpgsqlDataSource database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => SqlMigrations.ApplyAsync(
        database, typeof(SchemaMigration).Assembly, "statistics", cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
