using System.Net;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>The main job over HTTP: upload, transcode, play, count, survive a restart.</summary>
public sealed class MainJobTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    private readonly string _directory = Directory.CreateTempSubdirectory("music-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("audio.mp3")]
    [InlineData("audio.flac")]
    public async Task UploadedTrack_PlayedToItsEnd_IsCountedAndSurvivesARestart(string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = await Music.MakeAsync(_directory, name, Length, cancellation);
        await using var product = new ProductFixture();
        await product.InitializeAsync();
        var client = new ProductClient(product.Client);

        var upload = await client.UploadAsync(
            file, "Hans Zimmer", "Interstellar Theme", cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        Assert.Equal("pending", upload.GetProperty("status").GetString());
        await client.ReadyAsync(track);

        await PlayToTheEndAsync(product, client, track);
        await CheckDownloadAsync(client, track, file);

        using var restarted = await product.RestartAsync();
        client = new ProductClient(restarted);
        await PlaylistIsWholeAsync(product, client, track);
        await Eventually.TrueAsync(
            async () => await client.StatsAsync(track) is (1, 0, 1),
            "the play is still counted after the restart");
    }

    /// <summary>Listens as a player does: with heartbeats until the play counts.</summary>
    private static async Task PlayToTheEndAsync(
        ProductFixture product, ProductClient client, string track)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await PlaylistIsWholeAsync(product, client, track);
        var play = await client.PostAsync($"/play/{track}", null, cancellation);
        var session = play.GetProperty("user_session").GetString();
        var body = new { track_id = track, user_session = session };

        await Eventually.TrueAsync(
            async () => await client.StatsAsync(track) is { Online: 1 }, "the listener is seen");
        await Eventually.TrueAsync(
            async () =>
            {
                await client.PostAsync("/ping", body, cancellation);
                return await client.StatsAsync(track) is { Plays: 1 };
            },
            "the whole track was listened to and counts as one play", TimeSpan.FromMinutes(1));

        await client.PostAsync("/stop", body, cancellation);
        await Eventually.TrueAsync(
            async () => await client.StatsAsync(track) is (1, 0, 1), "the listener is gone");
    }

    private static async Task PlaylistIsWholeAsync(
        ProductFixture product, ProductClient client, string track)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var play = await client.GetAsync($"/play/{track}", cancellation);
        var url = new Uri(product.BaseAddress, play.GetProperty("playlist_url").GetString());

        Assert.StartsWith("#EXTM3U", await client.Http.GetStringAsync(url, cancellation));
        var duration = await Music.ProbeDurationAsync(url.ToString(), cancellation);
        Assert.InRange(duration, Length.TotalSeconds - 0.1, Length.TotalSeconds + 0.2);
        await client.PostAsync(
            "/stop",
            new { track_id = track, user_session = play.GetProperty("user_session").GetString() },
            cancellation);
    }

    private static async Task CheckDownloadAsync(ProductClient client, string track, string file)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var download = await client.GetAsync($"/download/{track}", cancellation);
        using var response = await client.Http.GetAsync(
            download.GetProperty("download_url").GetString(), cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(file, cancellation),
            await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
