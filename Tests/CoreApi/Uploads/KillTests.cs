using System.Net.Http.Headers;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>
/// A process ends as by <c>kill -9</c> between two steps; the next one puts everything right.
/// </summary>
public sealed class KillTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;
    private byte[] _mp3 = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.CreateAsync(infrastructure);
        _mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2));
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("upload.began", 0)]
    [InlineData("upload.object-stored", 0)]
    [InlineData("upload.stored", 0)]
    [InlineData("upload.committing", 0)]
    [InlineData("upload.committed", 1)]
    [InlineData("outbox.sent", 1)]
    public async Task Upload_KilledAtAStep_IsWholeOrGone(string point, int tracks)
    {
        await using var victim = await StartVictimAsync(point);
        await UploadAsync(victim, UploadRequest.Form(_mp3));
        await victim.Exited.WaitAsync(TestContext.Current.CancellationToken);

        await _core.StartAsync();
        await Consistency.ReachedAsync(_core);
        var listed = (await _core.GetAsync("/tracks?status=all")).GetProperty("items");
        Assert.Equal(tracks, listed.GetArrayLength());
        if (tracks == 0) return;
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(
            () => jobs.Of(listed[0].Text("track_id")).Count > 0, "the job is lost");
    }

    [Theory]
    [InlineData("upload.compensating")]
    [InlineData("upload.objects-removed")]
    public async Task Compensation_KilledAtAStep_IsFinishedByTheNextProcess(string point)
    {
        var twoFiles = UploadRequest.Form(_mp3);
        twoFiles.Add(UploadRequest.File(_mp3, "second.mp3"));
        await using var victim = await StartVictimAsync(point);
        await UploadAsync(victim, twoFiles);
        await victim.Exited.WaitAsync(TestContext.Current.CancellationToken);

        await _core.StartAsync();
        await Consistency.ReachedAsync(_core);
        Assert.Equal(
            0, (await _core.GetAsync("/tracks?status=all")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("delete.tombstoned")]
    [InlineData("delete.objects-removed")]
    public async Task Deletion_KilledAtAStep_IsFinishedByTheNextProcess(string point)
    {
        await using var victim = await StartVictimAsync(point);
        using var client = new HttpClient { BaseAddress = victim.BaseAddress };
        var uploaded = await client.UploadGoodAsync(_mp3);
        using var request = new HttpRequestMessage(
            HttpMethod.Delete, $"/tracks/{uploaded.Text("track_id")}");
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", uploaded.Text("manage_token"));
        await victim.TryAsync(
            other => other.SendAsync(request, TestContext.Current.CancellationToken));
        await victim.Exited.WaitAsync(TestContext.Current.CancellationToken);

        await _core.StartAsync();
        await Consistency.ReachedAsync(_core);
        Assert.Equal(
            0, (await _core.GetAsync("/tracks?status=all")).GetProperty("total").GetInt32());
    }

    private Task<ServiceProcess> StartVictimAsync(string point) => ServiceProcess.StartAsync(
        "CoreApi", new Dictionary<string, string>(_core.Settings) { ["Faults:KillAt"] = point });

    private static Task<bool> UploadAsync(
        ServiceProcess victim, MultipartFormDataContent form) =>
        victim.TryAsync(client =>
            client.PostAsync("/upload", form, TestContext.Current.CancellationToken));
}
