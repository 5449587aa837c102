using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Catalog;

/// <summary>Readers of <c>/tracks/stream</c> that are slow, and changes nobody told of.</summary>
[Collection(nameof(Alone))]
public sealed class TrackReadersTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const int Tracks = 50;

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly Measurements _metrics = new("AudioStreaming.ServiceDefaults");
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        await ExecuteAsync(
            $"""
            INSERT INTO catalog.tracks (
              id, artist, title, status, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash)
            SELECT gen_random_uuid(), 'Artist', 'Title', 'failed', 'f', 'raw/x', 'mp3', 1,
              sha256('x'), 'x'
            FROM generate_series(1, {Tracks})
            """);
    }

    public ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        _patience.Dispose();
        return _core.DisposeAsync();
    }

    [Fact]
    public async Task Reader_ThatDoesNotRead_IsEvictedWhileOthersReadOn()
    {
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(
            _core.Client.BaseAddress!.Host, _core.Client.BaseAddress.Port,
            TestContext.Current.CancellationToken);
        await slow.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("GET /tracks/stream HTTP/1.1\r\nHost: test\r\n\r\n"),
            TestContext.Current.CancellationToken);
        await using var good = await OpenAsync();
        await Eventually.TrueAsync(
            () => _metrics.Sum("stream.open", "stream=tracks") == 2, "they do not listen");

        // Large ones, since the kernel takes some megabytes on its own account.
        var round = 0;
        for (; _metrics.Sum("stream.evicted", "stream=tracks") == 0; round++)
        {
            Assert.True(round < 100, "the slow reader is kept");
            await ExecuteAsync(
                $"UPDATE catalog.tracks SET failure_reason = {round} || repeat('x', 20000)");
            for (var count = 0; count < Tracks; count++)
                Assert.True(await good.MoveNextAsync());
        }

        await Eventually.TrueAsync(
            () => _metrics.Sum("stream.open", "stream=tracks") == 1, "it is still subscribed");
        await ExecuteAsync("UPDATE catalog.tracks SET failure_reason = 'at last'");
        for (var count = 0; count < Tracks; count++) Assert.True(await good.MoveNextAsync());
        Assert.Contains("at last", good.Current.Data);
        Assert.Equal(1, _metrics.Sum("stream.evicted", "stream=tracks"));
    }

    [Fact]
    public async Task Reader_WhenTheDatabaseNotifiesNobody_ComesBackAndMissesNothing()
    {
        await using var events = await OpenAsync();
        await Eventually.TrueAsync(
            () => _metrics.Sum("stream.open", "stream=tracks") == 1, "it does not listen");
        await ExecuteAsync("UPDATE catalog.tracks SET title = 'Before'");
        for (var count = 0; count < Tracks; count++) Assert.True(await events.MoveNextAsync());

        await ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = current_database()
              AND query LIKE 'LISTEN%'
            """);
        await ExecuteAsync("UPDATE catalog.tracks SET title = 'Meanwhile'");

        // The stream ends, for something may be missing; the list has it.
        while (await events.MoveNextAsync())
        {
        }
        await using var again = await OpenAsync();
        await Eventually.TrueAsync(
            () => _metrics.Sum("stream.open", "stream=tracks") == 1, "it does not come back");
        var list = await _core.GetAsync("/tracks?status=failed&limit=500");
        Assert.All(
            list.GetProperty("items").EnumerateArray(),
            track => Assert.Equal("Meanwhile", track.Text("title")));
        await ExecuteAsync("UPDATE catalog.tracks SET title = 'After'");
        Assert.True(await again.MoveNextAsync());
        Assert.Contains("After", again.Current.Data);
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync()
    {
        var stream = await _core.Client.GetStreamAsync("/tracks/stream", _patience.Token);
        return SseParser.Create(stream).EnumerateAsync(_patience.Token)
            .Where(next => next.EventType != "heartbeat")
            .GetAsyncEnumerator(_patience.Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _core.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
