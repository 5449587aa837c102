using System.Net.Http.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>
/// What a request tells of who sent it is planted, and then looked for in all that the service
/// stores, sends and prints.
/// </summary>
public sealed class AnonymityTests(InfrastructureFixture infrastructure)
{
    private const string Canary = "canary-5f3a";

    private static readonly string[] Addresses = ["203.0.113.77", "2001:db8::77"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_WithCanaries_LeaveNoTrace()
    {
        await using var world = await PlaybackWorld.CreateAsync(infrastructure);
        var process = await world.StartProcessAsync(("Logging:LogLevel:Default", "Debug"));
        using var client = new HttpClient { BaseAddress = process.BaseAddress };
        Plant(client);
        var track = await world.AddTrackAsync();

        var listener = await Listener.PlayAsync(client, track);
        (await listener.PingAsync(client, position: 3)).Dispose();
        await using var redis = await world.ConnectRedisAsync();
        var stored = await DumpAsync(redis);
        (await listener.StopAsync(client)).Dispose();
        (await client.PostAsJsonAsync("/ping", new { track_id = Canary }, Cancellation)).Dispose();
        (await client.GetAsync($"/media/{track}/1/{Canary}.m4s", Cancellation)).Dispose();
        await world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);

        Assert.Contains(listener.Session.ToString(), stored);
        var logged = string.Join('\n', world.Events.Texts);
        Assert.Contains(listener.Session.ToString(), logged);
        foreach (var canary in Addresses.Append($"agent-{Canary}").Append($"page-{Canary}"))
        {
            Assert.DoesNotContain(canary, stored);
            Assert.DoesNotContain(canary, logged);
            Assert.DoesNotContain(canary, process.Output);
        }
        // Not even the session is named in what the service prints.
        Assert.DoesNotContain(listener.Session.ToString(), process.Output);
        Assert.DoesNotContain(listener.Token, process.Output);
    }

    [Fact]
    public async Task TwoPlays_OfOneBrowser_ShareNothingButTheTrack()
    {
        await using var world = await PlaybackWorld.CreateAsync(infrastructure);
        var replica = await world.StartAsync();
        var track = await world.AddTrackAsync();
        var first = await Listener.PlayAsync(replica.Client, track);
        var second = await Listener.PlayAsync(replica.Client, track);
        var one = await world.Events.FoundAsync(first.Session, PlaybackEventKind.Started);
        var other = await world.Events.FoundAsync(second.Session, PlaybackEventKind.Started);

        Assert.NotEqual(one.Id, other.Id);
        Assert.NotEqual(one.SessionId, other.SessionId);
        Assert.Equal(
            one with { Id = default, SessionId = default, At = default },
            other with { Id = default, SessionId = default, At = default });
    }

    private static void Plant(HttpClient client)
    {
        var headers = client.DefaultRequestHeaders;
        headers.Add("X-Forwarded-For", Addresses);
        headers.Add("X-Real-IP", Addresses[0]);
        headers.Add("Forwarded", $"for={Addresses[0]}");
        headers.TryAddWithoutValidation("User-Agent", $"agent-{Canary}");
        headers.TryAddWithoutValidation("Referer", $"http://page-{Canary}.example/");
        headers.TryAddWithoutValidation("Cookie", $"id=page-{Canary}");
    }

    /// <summary>Every key with its value, as text.</summary>
    private static async Task<string> DumpAsync(StackExchange.Redis.ConnectionMultiplexer redis)
    {
        var database = redis.GetDatabase();
        var texts = new List<string>();
        await foreach (var key in redis.GetServers().Single().KeysAsync(database.Database))
        {
            var dump = await database.KeyDumpAsync(key);
            texts.Add($"{key} {System.Text.Encoding.Latin1.GetString(dump!)}");
        }
        return string.Join('\n', texts);
    }
}
