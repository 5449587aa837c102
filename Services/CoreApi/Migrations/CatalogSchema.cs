using AudioStreaming.ServiceDefaults;
using Npgsql;

namespace AudioStreaming.CoreApi.Migrations;

/// <summary>
/// Brings the schema <c>catalog</c> up to date before the service listens, however long the
/// database takes to come up.
/// </summary>
internal sealed partial class CatalogSchema(
    NpgsqlDataSource dataSource, ILogger<CatalogSchema> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await SqlMigrations.ApplyAsync(
                    dataSource, typeof(CatalogSchema).Assembly, "catalog", cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception is not PostgresException
                || exception.IsTransient)
            {
                DatabaseAway(exception.Message, RetryDelay);
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
