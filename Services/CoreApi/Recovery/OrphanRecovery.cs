using System.Globalization;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Recovery;

/// <summary>
/// Removes objects that no track has, and versions that lost against another: the last net, for
/// what a process wrote after it had lost its lease and before it was killed. One replica sweeps
/// at a time.
/// </summary>
internal sealed class OrphanRecovery(
    NpgsqlDataSource database, IObjectStore store, IOptions<DeletionOptions> options,
    TimeProvider time, PassServices services)
    : PeriodicPass(options.Value.SweepInterval, services)
{
    private const int BatchSize = 500;

    private static readonly string[] Kinds = ["raw/", "hls/", "art/", "wave/"];

    /// <summary>What is done is counted in folders and unfinished writes.</summary>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isAlone = await transaction.QuerySingleOrDefaultAsync<bool>(
            "SELECT pg_try_advisory_xact_lock(hashtext('audio-streaming:orphan-sweep'))",
            null, cancellationToken);
        if (!isAlone) return default;

        var before = time.GetUtcNow() - options.Value.OrphanAge;
        var removed = await store.DeleteAbandonedAsync(before, cancellationToken);
        foreach (var kind in Kinds)
        {
            var young = new HashSet<TrackFolder>();
            var old = new HashSet<TrackFolder>();
            await foreach (var found in store.ListAsync(kind, cancellationToken))
            {
                if (TrackFolder.Of(found.Key) is { } folder)
                    (found.LastModified < before ? old : young).Add(folder);
            }
            old.ExceptWith(young);
            foreach (var batch in old.Chunk(BatchSize))
                removed += await RemoveAsync(transaction, kind, batch, cancellationToken);
        }
        return new PassResult(removed);
    }

    /// <summary>
    /// Versions only grow, and only the current one may be written to or published. So what is
    /// older than it and not shown has lost for good, whatever happens between look and removal.
    /// </summary>
    private async Task<int> RemoveAsync(
        NpgsqlTransaction transaction, string kind, TrackFolder[] folders,
        CancellationToken cancellationToken)
    {
        var orphans = await transaction.QueryAsync<int>(
            """
            SELECT found.number::int
            FROM unnest(@tracks, @versions) WITH ORDINALITY AS found (track, version, number)
            LEFT JOIN catalog.tracks AS track
              ON track.id = found.track
            WHERE (
                track.id IS NULL
                AND NOT EXISTS (
                  SELECT
                  FROM catalog.uploads
                  WHERE track_id = found.track
                    AND state IN ('receiving', 'stored', 'compensating')))
              OR (
                found.version < track.version
                AND NOT EXISTS (
                  SELECT
                  FROM unnest(ARRAY[track.hls_key, track.artwork_key, track.waveform_key]) AS key
                  WHERE split_part(key, '/', 3) = found.version::text))
            """,
            new
            {
                tracks = Array.ConvertAll(folders, folder => folder.Track.Value),
                versions = Array.ConvertAll(folders, folder => folder.Version),
            },
            cancellationToken);
        foreach (var number in orphans)
            await store.DeletePrefixAsync(folders[number - 1].Prefix(kind), cancellationToken);
        return orphans.Count;
    }

    /// <summary>What belongs together: of a track, and where it has them, of a version.</summary>
    private readonly record struct TrackFolder(TrackId Track, long? Version)
    {
        /// <summary>
        /// Keys are <c>kind/track/file</c> or <c>kind/track/version/…</c>; others are none of ours.
        /// </summary>
        public static TrackFolder? Of(string key)
        {
            var parts = key.Split('/');
            if (parts.Length < 3 || !TrackId.TryParse(parts[1], null, out var track)) return null;
            var isVersion = long.TryParse(
                parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version);
            return new TrackFolder(track, isVersion && parts.Length > 3 ? version : null);
        }

        public string Prefix(string kind) =>
            Version is { } version ? $"{kind}{Track}/{version}/" : $"{kind}{Track}/";
    }
}
