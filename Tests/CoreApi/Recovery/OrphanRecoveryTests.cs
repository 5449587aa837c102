using AudioStreaming.CoreApi.Recovery;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.CoreApi.Tests.Recovery;

public sealed class OrphanRecoveryTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Recovery_OfOldObjectsWithoutTrack_LeavesEverythingElse()
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

        await core.Services.GetRequiredService<OrphanRecovery>().RunAsync(cancellationToken);

        Assert.Equal(
            new HashSet<string> { $"hls/{track}/1/a", original, $"raw/{young}/a" },
            await LeftAsync(core));
    }

    [Theory]
    // Being transcoded by the holder of version 5; 3 is shown by nothing any more.
    [InlineData("processing", 5, null, "5,6")]
    // Playable already while it is transcoded.
    [InlineData("processing", 5, 5L, "5,6")]
    // Published as 4, and the status has taken 5 since.
    [InlineData("ready", 5, 4L, "4,5,6")]
    [InlineData("pending", 5, null, "5,6")]
    [InlineData("failed", 5, null, "5,6")]
    public async Task Recovery_OfALiveTracksVersions_RemovesOnlyThoseThatLost(
        string status, long version, long? shown, string left)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2), cancellationToken);
        var track = (await core.Client.UploadGoodAsync(mp3)).Text("track_id");
        foreach (var kind in new[] { "hls", "art", "wave" })
        {
            for (var number = 1; number <= 6; number++)
                await PutOldAsync(core, $"{kind}/{track}/{number}/a/file");
            await PutOldAsync(core, $"{kind}/{track}/2/b");
            // Of a worker that lost but is still at work.
            await core.Store.PutAsync(
                $"{kind}/{track}/2/young", new MemoryStream([1]), "any", cancellationToken);
        }
        await using (var connection = await core.Database.OpenConnectionAsync(cancellationToken))
            await connection.ExecuteAsync(
                """
                UPDATE catalog.tracks
                SET status = @status,
                    version = @version,
                    lease_until = now() + interval '1 hour',
                    hls_key = 'hls/' || id || '/' || @shown || '/master.m3u8',
                    artwork_key = 'art/' || id || '/' || @shown || '/',
                    waveform_key = 'wave/' || id || '/' || @shown || '/waveform.json'
                """,
                new { status, version, shown });

        await core.Services.GetRequiredService<OrphanRecovery>().RunAsync(cancellationToken);

        var expected = left.Split(',').Select(number => $"{number}/a/file")
            .Concat(["2/a/file", "2/b", "2/young"])
            .SelectMany(file => new[] { "hls", "art", "wave" }
                .Select(kind => $"{kind}/{track}/{file}"))
            .Append($"raw/{track}/original.mp3");
        Assert.Equal(expected.ToHashSet(), await LeftAsync(core));
    }

    private static async Task PutOldAsync(CoreApiHarness core, string key)
    {
        await core.Store.PutAsync(key, new MemoryStream([1]), "any", CancellationToken.None);
        File.SetLastWriteTimeUtc(Path.Combine(core.Objects, key), new DateTime(2026, 1, 1));
    }

    private static async Task<HashSet<string>> LeftAsync(CoreApiHarness core)
    {
        var left = new HashSet<string>();
        await foreach (var found in core.Store.ListAsync("", CancellationToken.None))
            left.Add(found.Key);
        return left;
    }
}
