using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Recovery;

/// <summary>Finishes every deletion that can be: soon after it began, and later on.</summary>
internal sealed partial class DeletionRecovery : PeriodicPass
{
    private readonly NpgsqlDataSource _database;
    private readonly DeletionSaga _saga;
    private readonly ILogger _logger;

    public DeletionRecovery(
        NpgsqlDataSource database, DeletionSaga saga, IOptions<DeletionOptions> options,
        PassServices services, ILogger<DeletionRecovery> logger)
        : base(options.Value.RetryInterval, services)
    {
        (_database, _saga, _logger) = (database, saga, logger);
        saga.Begun = Wake;
    }

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var finished = 0;
        foreach (var track in await UnfinishedAsync(cancellationToken))
        {
            try
            {
                if (await _saga.FinishAsync(track, cancellationToken)) finished++;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogPostponed(fault, track);
            }
        }
        return new PassResult(finished);
    }

    private async Task<List<TrackId>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var ids = await _database.QueryAsync<Guid>(
            "SELECT id FROM catalog.tracks WHERE status = 'deleting' ORDER BY id LIMIT 1000",
            null, cancellationToken);
        return ids.ConvertAll(id => new TrackId(id));
    }
}
