using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.AppHost.Tests;

/// <summary>
/// The whole Aspire graph under its own orchestrator, with local servers: from an upload to a
/// playlist that plays.
/// </summary>
public sealed class GraphTests : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ConversionLimit = TimeSpan.FromMinutes(2);

    private readonly TestDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Graph_Started_TurnsAnUploadIntoAPlayableTrack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--data={_data.Path}", "--port=0", "--Infrastructure=local"], cancellation);
        await using var app = await builder.BuildAsync(cancellation);
        await app.StartAsync(cancellation).WaitAsync(StartLimit, cancellation);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", cancellation)
            .WaitAsync(StartLimit, cancellation);
        using var web = app.CreateHttpClient("web", "http");

        var track = await UploadAsync(web, cancellation);
        await Eventually.TrueAsync(
            async () => (await web.GetFromJsonAsync<JsonElement>($"/tracks/{track}", cancellation))
                .GetProperty("status").GetString() == "ready",
            "the track is ready", ConversionLimit);
        using var play = await web.PostAsync($"/play/{track}", null, cancellation);
        var session = await play.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        var playlist = await web.GetStringAsync(
            session.GetProperty("playlist_url").GetString(), cancellation);
        Assert.StartsWith("#EXTM3U", playlist);
    }

    private static async Task<string> UploadAsync(HttpClient web, CancellationToken cancellation)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("Artist"), "artist");
        form.Add(new StringContent("Title"), "title");
        form.Add(
            new ByteArrayContent(
                await File.ReadAllBytesAsync(await TestAudio.Mp3Async(), cancellation)),
            "file", "audio.mp3");
        using var answer = await web.PostAsync("/upload", form, cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var uploaded = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return uploaded.GetProperty("track_id").GetString()!;
    }
}
