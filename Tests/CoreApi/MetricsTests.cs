using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests;

/// <summary>Every metric moves when what it measures happens.</summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private readonly Measurements _metrics = new("AudioStreaming.CoreApi");
    private CoreApiHarness _core = null!;
    private byte[] _mp3 = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Outbox:WatchInterval", "00:00:00.100"));
        _mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2));
    }

    public ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        return _core.DisposeAsync();
    }

    [Fact]
    public async Task Upload_AcceptedRefusedOrFailed_IsCounted()
    {
        await _core.Client.UploadGoodAsync(_mp3);
        await _core.Client.UploadAsync(UploadRequest.Form(_mp3[..^5000]));
        _core.FaultyStore.FailsAfterPut = true;
        await _core.Client.UploadAsync(UploadRequest.Form(_mp3));

        Assert.Equal(1, _metrics.Sum("coreapi.uploads", "outcome=accepted"));
        Assert.Equal(1, _metrics.Sum("coreapi.uploads", "outcome=invalid_request"));
        Assert.Equal(1, _metrics.Sum("coreapi.uploads", "outcome=failed"));
        Assert.Equal(2, _metrics.Sum("coreapi.upload.steps", "=compensated"));
        Assert.Equal([_mp3.Length], _metrics.Of("coreapi.upload.size"));
    }

    [Theory]
    [InlineData("upload.object-stored", "receiving")]
    [InlineData("upload.stored", "stored")]
    public async Task Upload_UnderWay_IsSeenInItsState(string point, string state)
    {
        var held = new TaskCompletionSource();
        _core.Faults.Reached = reached => reached == point ? held.Task : Task.CompletedTask;
        var upload = _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        await Eventually.TrueAsync(
            () => Last("coreapi.upload.unfinished", $"state={state}") == 1, "it is not seen");
        held.SetResult();
        await upload;
        await Eventually.TrueAsync(
            () => Last("coreapi.upload.unfinished", $"state={state}") == 0, "it stays");
    }

    [Fact]
    public async Task Compensation_ThatCannotEnd_IsSeen()
    {
        _core.FaultyStore.FailsAfterPut = true;
        _core.FaultyStore.FailsDelete = true;
        await _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        await Eventually.TrueAsync(
            () => Last("coreapi.upload.unfinished", "state=compensating") == 1,
            "it is not seen");
    }

    [Fact]
    public async Task Outbox_WhileKafkaIsAwayAndAfter_ShowsWhatWaitsAndHowLong()
    {
        await infrastructure.KafkaBroker.KillAsync();
        try
        {
            await _core.Client.UploadGoodAsync(_mp3);
            await Eventually.TrueAsync(
                () => Last("coreapi.outbox.waiting") == 2
                    && Last("coreapi.outbox.oldest") > 0.5,
                "nothing is seen to wait");
            Assert.Equal(0, _metrics.Sum("coreapi.outbox.sent"));
        }
        finally
        {
            await infrastructure.KafkaBroker.StartAsync(CancellationToken.None);
        }
        await Eventually.TrueAsync(
            () => Last("coreapi.outbox.waiting") == 0, "it still waits",
            TimeSpan.FromSeconds(90));
        var sent = "messaging.destination.name=transcode-jobs";
        Assert.Equal(1, _metrics.Sum("coreapi.outbox.sent", sent));
        Assert.True(_metrics.Of("coreapi.outbox.lag", sent).Single() > 0.5);
    }

    private double Last(string name, string tag = "") =>
        _metrics.Of(name, tag) is [.., var last] ? last : double.NaN;
}
