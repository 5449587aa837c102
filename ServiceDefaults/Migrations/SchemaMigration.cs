using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AudioStreaming.ServiceDefaults.Migrations;

/// <summary>
/// Brings a service's schema up to date before anything else of it starts, however long the
/// database takes to come up.
/// </summary>
internal sealed partial class SchemaMigration(
    string schema, Assembly owner, NpgsqlDataSource database, TimeProvider time,
    ILogger<SchemaMigration> logger) : IHostedService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await SqlMigrations.ApplyAsync(database, owner, schema, cancellationToken);
                return;
            }
            catch (NpgsqlException fault) when (fault is not PostgresException || fault.IsTransient)
            {
                LogUnavailable(fault.Message, RetryDelay);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
