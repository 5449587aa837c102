using System.Buffers.Text;
using AudioStreaming.Testing;
using AudioStreaming.Testing.Anonymity;
using Npgsql;

namespace AudioStreaming.Integration.Tests.Anonymity;

/// <summary>
/// Nothing that could tell one listener from another is kept or told: canaries are planted in all
/// that requests carry, the whole flow runs, errors included, and then all that was stored, sent
/// or printed is searched for them.
/// </summary>
public sealed class AnonymityTests : IAsyncLifetime
{
    private const string Title = "stored-title";

    private readonly InfrastructureFixture _infrastructure = new();
    private readonly TestDirectory _music = new();
    private WatchedProduct _product = null!;
    private string _track = "";

    public async ValueTask InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        _product = new WatchedProduct(_infrastructure);
        await _product.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await _infrastructure.DisposeAsync();
        _music.Dispose();
    }

    [Fact]
    public async Task WholeFlow_WithCanaries_LeavesNoTraceAndNoLink()
    {
        using var browser = CanaryBrowser.Of(_product.Address);
        var flow = new CanaryFlow(browser);
        var file = await Music.MakeAsync(
            _music.Path, "music.mp3", TimeSpan.FromSeconds(3),
            TestContext.Current.CancellationToken);
        using var otherBrowser = CanaryBrowser.Other(_product.Address);
        var upload = await flow.UploadAsync(file, Title);
        await flow.UploadAsync(file, "second");
        await new CanaryFlow(otherBrowser).UploadAsync(file, "other");
        var lanes = await LanesAsync();
        Assert.Equal(2, lanes.Count);
        await AssertOnlyTracksHaveAsync(lanes);
        await _product.StartConverterAsync();
        _track = await flow.CorrectAsync(upload, Title);
        await Eventually.TrueAsync(
            async () => (await LanesAsync()).Count == 0, "a job that has ended keeps its lane");
        // Two plays of this browser, and one of another between them.
        var first = await flow.ListenAsync(_track);
        var other = await new CanaryFlow(otherBrowser).ListenAsync(_track);
        var second = await flow.ListenAsync(_track);
        await CountedAsync(3);
        var records = await StoredRecords.OfRedisAsync(_infrastructure.Redis);
        await flow.LookAroundAsync(_track);
        await flow.StopAsync(_track, first);
        await flow.BeRefusedAsync(_track, second);
        Assert.Superset(
            new HashSet<int>
            {
                200, 201, 206, 304, 400, 401, 403, 404, 405, 410, 413, 415, 416, 429,
            },
            browser.Statuses.ToHashSet());

        await _product.StopAsync();
        records.AddRange(await StoredRecords.OfRedisAsync(_infrastructure.Redis));
        records.AddRange(StoredRecords.OfKafka(_infrastructure.Kafka));
        records.AddRange(await StoredRecords.OfDatabaseAsync(_product.Database));
        var files = await StoredRecords.OfFilesAsync(_infrastructure.Directory);
        AssertAllIsSeen(records, files, IdOf(first));
        AssertNoTrace(records, files);
        AssertNoLane(lanes, records.Concat(files).Select(record => record.Text));
        AssertNoLane(lanes, [_product.Logs, _product.Telemetry.Text]);
        AssertNoLink(records, IdOf(first), IdOf(second), IdOf(other));
    }

    /// <summary>Waits until all the sessions are known wherever they are ever kept.</summary>
    private async Task CountedAsync(int listeners)
    {
        var client = new ProductClient(new HttpClient { BaseAddress = _product.Address });
        using (client.Http)
            await Eventually.TrueAsync(
                async () => await client.StatsAsync(_track) is { } stats
                    && stats.Online == listeners,
                "the listeners are counted");
    }

    /// <summary>A search that sees nothing would find nothing.</summary>
    private void AssertAllIsSeen(
        List<StoredRecord> records, List<StoredRecord> files, Guid session)
    {
        Assert.Contains(records, record => record is { Place: "database" }
            && record.Values.Contains(Title));
        foreach (var place in new[] { "Redis session:", "Redis {stats}:sessions", "topic playback",
            "database" })
            Assert.Contains(
                records, record => record.Place.StartsWith(place) && Names(record, session));
        Assert.Contains(records, record => record.Text.Contains("traceparent"));
        Assert.Contains(files, file => file.Place.Contains("/hls/"));
        // Trace is on as well, but since StackExchange.Redis 3 nothing here writes at it.
        foreach (var level in new[] { "dbug:", "info:" })
            Assert.Contains(level, _product.Logs);
        Assert.True(_product.Telemetry.Contains("traces", "/play/{track}"));
        Assert.True(_product.Telemetry.Contains("metrics", "http.server.request.duration"));
        Assert.True(_product.Telemetry.Contains("logs", "service.name"));
    }

    private void AssertNoTrace(List<StoredRecord> records, List<StoredRecord> files)
    {
        Assert.Empty(
            from record in records.Concat(files)
            let trace = Canaries.FindIn(record.Text)
            where trace is not null
            select $"{record.Place}: {trace}");
        foreach (var told in new[] { _product.Logs, _product.Telemetry.Text })
        {
            var trace = Canaries.FindIn(told);
            Assert.True(trace is null, trace);
        }
    }

    /// <summary>The lanes of jobs that wait: one for each browser.</summary>
    private async Task<IReadOnlyList<string>> LanesAsync()
    {
        await using var database = NpgsqlDataSource.Create(_product.Database);
        await using var command = database.CreateCommand(
            "SELECT DISTINCT lane::text FROM catalog.tracks WHERE lane IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(
            TestContext.Current.CancellationToken);
        var lanes = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lanes.Add(reader.GetString(0));
        return lanes;
    }

    private async Task AssertOnlyTracksHaveAsync(IReadOnlyList<string> lanes)
    {
        var records = await StoredRecords.OfDatabaseAsync(_product.Database);
        Assert.Equal(3, records.Count(record => record.Values.Any(lanes.Contains)));
        records = await StoredRecords.OfRedisAsync(_infrastructure.Redis);
        records.AddRange(StoredRecords.OfKafka(_infrastructure.Kafka));
        AssertNoLane(lanes, records.Select(record => record.Text));
    }

    private static void AssertNoLane(IReadOnlyList<string> lanes, IEnumerable<string> texts) =>
        Assert.DoesNotContain(texts, text => lanes.Any(text.Contains));

    /// <summary>
    /// What two plays of one browser have in common, they have in common with everybody's plays.
    /// </summary>
    private static void AssertNoLink(
        List<StoredRecord> records, Guid first, Guid second, Guid other)
    {
        var shared = ValuesOf(records, first);
        shared.IntersectWith(ValuesOf(records, second));
        shared.ExceptWith(ValuesOf(records, other));
        Assert.Empty(shared);
    }

    /// <summary>All that is stored of a session but small numbers, which say nothing.</summary>
    private static HashSet<string> ValuesOf(List<StoredRecord> records, Guid session) =>
    [
        .. records.Where(record => Names(record, session))
            .SelectMany(record => record.Values)
            .Where(value => value.Length > 4),
    ];

    /// <summary>By its id as text, as a UUID, or as 16 bytes.</summary>
    private static bool Names(StoredRecord record, Guid session) =>
        record.Text is var text
        && (text.Contains($"{session:N}") || text.Contains($"{session:D}")
            || text.Contains(
                System.Text.Encoding.Latin1.GetString(session.ToByteArray(bigEndian: true))));

    /// <summary>Bytes 5 to 20 of the token.</summary>
    private static Guid IdOf(string token) =>
        new(Base64Url.DecodeFromChars(token).AsSpan(5, 16), bigEndian: true);
}
