using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Catalog;

public sealed class TrackStreamTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Stream_OfATracksLife_TellsEveryStepOnEveryReplica()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var first = core.Client.BaseAddress!;
        await core.StartAsync();
        using var client = new HttpClient { BaseAddress = first };
        await using var stream = await client.GetStreamAsync("/tracks/stream", cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken)
            .Where(next => next.EventType != "heartbeat")
            .GetAsyncEnumerator(cancellationToken);

        var mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2), cancellationToken);
        var uploaded = await core.Client.UploadGoodAsync(mp3);
        await ExpectAsync(events, "track", "pending");

        await using var connection = await core.Database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "UPDATE catalog.tracks SET lease_until = now() + interval '1 second'");
        await connection.ExecuteAsync("UPDATE catalog.tracks SET status = 'processing'");
        await ExpectAsync(events, "track", "processing");
        await connection.ExecuteAsync(
            "UPDATE catalog.tracks SET status = 'ready', duration_ms = 2000");
        await ExpectAsync(events, "track", "ready");

        using var request = new HttpRequestMessage(
            HttpMethod.Delete, $"/tracks/{uploaded.Text("track_id")}");
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", uploaded.Text("manage_token"));
        await core.Client.SendAsync(request, cancellationToken);
        await ExpectAsync(events, "deleted", status: null);
    }

    private static async Task ExpectAsync(
        IAsyncEnumerator<SseItem<string>> events, string type, string? status)
    {
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(type, events.Current.EventType);
        var data = JsonDocument.Parse(events.Current.Data).RootElement;
        Assert.NotEmpty(data.Text("track_id"));
        if (status is not null) Assert.Equal(status, data.Text("status"));
    }
}
