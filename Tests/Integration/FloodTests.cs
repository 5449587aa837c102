using System.Net;
using System.Net.Http.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>Who sends the most does not decide what is counted.</summary>
public sealed class FloodTests : IAsyncDisposable
{
    private const int Flood = 400;
    private const int MaxPlays = 20;

    private readonly TestDirectory _music = new();

    private readonly ProductFixture _product = new()
    {
        Settings = new Dictionary<string, string?>
        {
            ["Playback:Heartbeat"] = "00:00:01",
            ["Playback:Ttl"] = "00:00:05",
            ["RateLimits:PlaysPerMinute"] = $"{MaxPlays}",
        },
    };

    private ProductClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _music.Dispose();
    }

    [Fact]
    public async Task Floods_OfPlaysAndForgedTokens_MoveNoCountOfPlays()
    {
        await _product.InitializeAsync();
        _client = new ProductClient(_product.Client);
        var track = await UploadAsync();
        await ListenToTheEndAsync(track);
        Assert.Equal((1, 0, 1), await _client.StatsAsync(track));

        // Sessions that nobody opened, and one that is over.
        var forged = Convert.ToBase64String(new byte[61]).TrimEnd('=').Replace('+', '-');
        foreach (var path in new[] { "/ping", "/stop", "/tracking/ping" })
            Assert.Equal(
                [HttpStatusCode.Unauthorized],
                await FloodAsync(() => Http.PostAsJsonAsync(
                    path, new { track_id = track, user_session = forged }, Cancellation)));
        Assert.Equal((1, 0, 1), await _client.StatsAsync(track));

        // Sessions that are opened and never heard of again: so many and no more are let in.
        var opened = 0;
        var statuses = await FloodAsync(async () =>
        {
            var answer = await Http.PostAsync($"/play/{track}", null, Cancellation);
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref opened);
            return answer;
        });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses.Order());
        // The limit is refilled by the second, and the machine may be slow.
        Assert.InRange(opened, 1, 2 * MaxPlays);
        await Eventually.TrueAsync(
            async () => await StartsAsync(track) == 1 + opened
                && await _client.StatsAsync(track) is { Online: 0 },
            "those that were opened are known and gone");
        Assert.Equal((1, 0, 1), await _client.StatsAsync(track));
    }

    private HttpClient Http => _client.Http;

    private async Task<string> UploadAsync()
    {
        var file = await Music.MakeAsync(
            _music.Path, "music.mp3", TimeSpan.FromSeconds(3), Cancellation);
        var upload = await _client.UploadAsync(file, "artist", "title", Cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        await _client.ReadyAsync(track);
        return track;
    }

    private async Task ListenToTheEndAsync(string track)
    {
        var play = await _client.PostAsync($"/play/{track}", null, Cancellation);
        var body = new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };
        await Eventually.TrueAsync(
            async () =>
            {
                await _client.PostAsync("/ping", body, Cancellation);
                return await _client.StatsAsync(track) is { Plays: 1 };
            },
            "the play counts");
        await _client.PostAsync("/stop", body, Cancellation);
        await Eventually.TrueAsync(
            async () => await _client.StatsAsync(track) is (1, 0, 1), "the listener is gone");
    }

    private async Task<long> StartsAsync(string track) =>
        (await _client.GetAsync($"/stats/tracks/{track}", Cancellation))
            .GetProperty("starts").GetInt64();

    private static async Task<HashSet<HttpStatusCode>> FloodAsync(
        Func<Task<HttpResponseMessage>> request)
    {
        var statuses = new HashSet<HttpStatusCode>();
        await Parallel.ForAsync(0, Flood, Cancellation, async (_, _) =>
        {
            using var answer = await request();
            lock (statuses) statuses.Add(answer.StatusCode);
        });
        return statuses;
    }
}
