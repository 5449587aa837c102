using System.Net;
using System.Net.Http.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>What a listener holds is good for as long as was said, restarts or not.</summary>
public sealed class SessionRestartTests : IAsyncDisposable
{
    private readonly TestDirectory _music = new();

    private readonly ProductFixture _product = new()
    {
        // A restart may take longer than the usual TTL on a small machine.
        Settings = new Dictionary<string, string?> { ["Playback:Ttl"] = "00:05:00" },
    };

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _music.Dispose();
    }

    [Fact]
    public async Task Session_OpenedBeforeARestart_GoesOnAfterIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _product.InitializeAsync();
        var client = new ProductClient(_product.Client);
        var file = await Music.MakeAsync(
            _music.Path, "music.mp3", TimeSpan.FromSeconds(3), cancellation);
        var upload = await client.UploadAsync(file, "artist", "title", cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        await client.ReadyAsync(track);
        var play = await client.PostAsync($"/play/{track}", null, cancellation);
        var body = new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };

        using var restarted = await _product.RestartAsync();

        // The key that signed the token is kept with the data, and the session in Redis too.
        using var ping = await restarted.PostAsJsonAsync("/ping", body, cancellation);
        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        using var stop = await restarted.PostAsJsonAsync("/stop", body, cancellation);
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
    }
}
