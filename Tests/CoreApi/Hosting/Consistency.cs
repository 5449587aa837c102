using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>
/// What must hold between database, storage and outbox whenever nothing is under way.
/// </summary>
internal static class Consistency
{
    /// <summary>Waits until it holds, for replicas need a moment to put things right.</summary>
    public static async Task ReachedAsync(CoreApiHarness harness)
    {
        IReadOnlyList<string> faults = [];
        try
        {
            await Eventually.TrueAsync(
                async () => (faults = await FaultsAsync(harness)).Count == 0,
                "inconsistent", TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', faults));
        }
    }

    public static async Task<IReadOnlyList<string>> FaultsAsync(CoreApiHarness harness)
    {
        var faults = new List<string>();
        await using var connection = await harness.Database.OpenConnectionAsync();
        var tracks = (await connection.QueryAsync<(Guid Id, string Key, string Status)>(
            "SELECT id, original_key, status FROM catalog.tracks")).ToList();
        var unfinished = await connection.QueryAsync<Guid>(
            """
            SELECT track_id
            FROM catalog.uploads
            WHERE state NOT IN ('committed', 'compensated')
            """);
        var jobs = await connection.QueryAsync<string>(
            "SELECT key FROM catalog.outbox WHERE topic = 'transcode-jobs'");
        var objects = new HashSet<string>();
        await foreach (var found in harness.Store.ListAsync("", CancellationToken.None))
            objects.Add(found.Key);

        faults.AddRange(unfinished.Select(id => $"upload {id} is unfinished"));
        faults.AddRange(tracks.Where(track => track.Status == "deleting")
            .Select(track => $"track {track.Id} is half deleted"));
        faults.AddRange(tracks.Where(track => !objects.Contains(track.Key))
            .Select(track => $"track {track.Id} has no object"));
        faults.AddRange(objects.Except(tracks.Select(track => track.Key))
            .Select(key => $"object {key} has no track"));
        faults.AddRange(jobs.Except(tracks.Select(track => new TrackId(track.Id).ToString()))
            .Select(key => $"a job waits for track {key}, which is gone"));
        var incoming = Path.Combine(harness.Objects, ".incoming");
        if (Directory.Exists(incoming))
            faults.AddRange(Directory.EnumerateFiles(incoming, "*", SearchOption.AllDirectories)
                .Select(file => $"{file} is left of a write"));
        return faults;
    }
}
