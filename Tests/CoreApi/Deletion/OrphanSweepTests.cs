using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.CoreApi.Tests.Deletion;

public sealed class OrphanSweepTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Sweep_OfOldObjectsWithoutTrack_LeavesEverythingElse()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2), cancellationToken);
        var track = (await core.Client.UploadGoodAsync(mp3)).Text("track_id");
        var old = Guid.CreateVersion7();
        var young = Guid.CreateVersion7();
        foreach (var key in new[] { $"hls/{old}/1/a", $"raw/{young}/a", $"hls/{track}/1/a" })
            await core.Store.PutAsync(key, new MemoryStream([1]), "any", cancellationToken);
        var original = $"raw/{track}/original.mp3";
        foreach (var key in new[] { $"hls/{old}/1/a", $"hls/{track}/1/a", original })
            File.SetLastWriteTimeUtc(Path.Combine(core.Objects, key), new DateTime(2026, 1, 1));

        await core.Services.GetRequiredService<OrphanSweep>().RunAsync(cancellationToken);

        var left = new List<string>();
        await foreach (var found in core.Store.ListAsync("", cancellationToken))
            left.Add(found.Key);
        Assert.Equal(
            new HashSet<string> { $"hls/{track}/1/a", original, $"raw/{young}/a" },
            left.ToHashSet());
    }
}
