using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.CoreApi.Tests.Recovery;

public sealed class DeletionRecoveryTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Recovery_ThatLooksSeldom_IsWokenByADeletion()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var core = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Deletion:RetryInterval", "1.00:00:00"));
        var saga = core.Services.GetRequiredService<DeletionSaga>();
        var mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2), cancellationToken);
        for (var count = 0; count < 3; count++)
        {
            var uploaded = await core.Client.UploadGoodAsync(mp3);
            var track = TrackId.Parse(uploaded.Text("track_id"));
            Assert.True(await saga.BeginAsync(track, cancellationToken));
            await Consistency.ReachedAsync(core);
        }
    }
}
