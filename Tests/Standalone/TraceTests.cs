using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

/// <summary>
/// What an operator sees: one trace from the browser's request to its last consequence.
/// </summary>
public sealed class TraceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TestDirectory _data = new();
    private OtlpReceiver? _receiver;
    private StandaloneApp? _app;

    private OtlpReceiver Receiver => _receiver!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        _app = await StandaloneApp.StartAsync(
            new StandaloneOptions
            {
                DataDirectory = _data.Path,
                Port = 0,
                IsDurable = false,
                Settings = Receiver.Settings.ToDictionary(
                    pair => pair.Key, pair => (string?)pair.Value),
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        await Receiver.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Upload_UntilItsTrackIsReady_IsOneTraceThroughTheServices()
    {
        using var client = new HttpClient { BaseAddress = _app!.Address };
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("Artist"), "artist");
        form.Add(new StringContent("Title"), "title");
        form.Add(
            new ByteArrayContent(await File.ReadAllBytesAsync(
                await TestAudio.Mp3Async(), TestContext.Current.CancellationToken)),
            "file", "audio.mp3");
        using var answer = await client.PostAsync(
            "/upload", form, TestContext.Current.CancellationToken);
        var track = (await answer.Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken)).GetProperty("track_id").GetString();
        await Eventually.TrueAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>($"/tracks/{track}"))
                .GetProperty("status").GetString() == "ready",
            "the track is ready", Patience);

        string[] expected = ["web", "coreapi", "converter", "statisticsapi"];
        await Eventually.TrueAsync(
            () => ServicesOfUpload().IsSupersetOf(expected),
            $"the upload's trace spans {string.Join(", ", expected)}", Patience);
        // Across Kafka, to the end of the job that made the playlist.
        await Eventually.TrueAsync(
            () => Receiver.Spans.Any(span =>
                span is { Source: "AudioStreaming.Converter", Name: "transcode" }
                && span.TraceId == Upload()?.TraceId && span.ParentId.Length > 0),
            "the upload's trace leads to the job", Patience);
        Assert.Equal(
            Receiver.Spans.Count, Receiver.Spans.DistinctBy(span => span.SpanId).Count());
    }

    private ReceivedSpan? Upload() => Receiver.Spans.FirstOrDefault(
        span => span.Service == "coreapi" && span.Name.Contains("/upload"));

    private HashSet<string> ServicesOfUpload()
    {
        var trace = Upload()?.TraceId;
        return
        [
            .. Receiver.Spans.Where(span => span.TraceId == trace).Select(span => span.Service),
        ];
    }
}
