using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Claims;

/// <summary>
/// Announces tracks again that nobody works on: their worker died, or their message was lost. Any
/// number of converters may run it at once.
/// </summary>
internal sealed partial class AbandonedTracks(
    NpgsqlDataSource database, JobAnnouncements announcements, TimeProvider time,
    IOptions<JobOptions> options, ILogger<AbandonedTracks> logger) : BackgroundService
{
    private const int Batch = 100;

    /// <returns>How many were announced.</returns>
    public async Task<int> AnnounceAsync(CancellationToken cancellationToken)
    {
        await using var work = await CatalogTransaction.BeginAsync(database, cancellationToken);
        var found = (await work.Connection.QueryAsync<(Guid Id, int Priority)>(work.Command(
            """
            UPDATE catalog.tracks
            SET announced_at = now()
            WHERE id IN (
              SELECT id
              FROM catalog.tracks
              WHERE (status = 'pending' AND announced_at < now() - @AnnounceAgainAfter)
                 -- Once a lease is enough: the message waits until someone is free.
                 OR (status = 'processing'
                     AND lease_until < now()
                     AND announced_at < now() - @Lease)
              ORDER BY announced_at
              LIMIT @Batch
              FOR UPDATE SKIP LOCKED)
            RETURNING id, priority
            """,
            new { options.Value.AnnounceAgainAfter, options.Value.Lease, Batch }))).AsList();
        foreach (var (id, priority) in found)
            await announcements.RequestAsync(work, new TrackId(id), priority, TimeSpan.Zero);
        await work.CommitAsync();
        return found.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RescueInterval, time);
        do
        {
            try
            {
                var count = await AnnounceAsync(stoppingToken);
                if (count > 0) Announced(count);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                PassFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
