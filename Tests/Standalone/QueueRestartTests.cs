using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

/// <summary>
/// What waits is taken at the start, although the in-process broker has forgotten every message.
/// </summary>
public sealed class QueueRestartTests : IDisposable
{
    private const int Tracks = 16;

    /// <summary>
    /// Beside the work itself, which a busy machine takes long for, nothing but a lease may pass.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TestDirectory _data = new();

    public void Dispose() => _data.Dispose();

    /// <param name="signal">In order, or not; then what was in work waits for its lease.</param>
    [Theory]
    [InlineData(Signal.Terminate)]
    [InlineData(Signal.Kill)]
    public async Task Standalone_EndedWithAQueue_ConvertsItWhenItIsStarted(Signal signal)
    {
        await using (var first = await StandaloneProcess.StartReadyAsync(_data.Path))
        {
            using var http = new HttpClient { BaseAddress = first.Address };
            var client = new ProductClient(http);
            var file = await TestAudio.Mp3Async(20);
            await Task.WhenAll(Enumerable.Range(0, Tracks).Select(
                number => client.UploadAsync(file, "artist", $"{number}", Token)));
            Assert.InRange(await CountAsync(client, "pending"), 1, Tracks);
            first.Send(signal);
            await first.EndAsync();
        }

        await using var second = await StandaloneProcess.StartReadyAsync(_data.Path);
        using var again = new HttpClient { BaseAddress = second.Address };
        await Eventually.TrueAsync(
            async () => await CountAsync(new ProductClient(again), "ready") == Tracks,
            "tracks still wait", Patience);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<int> CountAsync(ProductClient client, string status)
    {
        var tracks = await client.GetAsync($"/tracks?status={status}", Token);
        return tracks.GetProperty("total").GetInt32();
    }
}
