using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>What an upload tells the converters by its row.</summary>
public sealed class UploadJobTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync() =>
        _core = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Deletion:RetryInterval", "1.00:00:00"));

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("wav")]
    public async Task Row_OfAnUpload_SaysHowLongTheAudioIs(string format)
    {
        var job = await JobAsync(await UploadAsync(lane: null, format));

        Assert.Equal(20, job.Length.TotalSeconds, 0.2);
        Assert.Null(job.Lane);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    [InlineData("name", null)]
    public async Task Row_OfAnUpload_HasTheLaneOfTheGateway(string header, int? lane) =>
        Assert.Equal(lane, (await JobAsync(await UploadAsync(header))).Lane);

    /// <summary>The tombstone has nothing that the job needed.</summary>
    [Fact]
    public async Task Lane_OfADeletedTrack_IsForgottenAtOnce()
    {
        var track = await UploadAsync("17");
        var reached = new TaskCompletionSource();
        _core.Faults.Reached = point =>
            point == "delete.objects-removed" ? reached.Task : Task.CompletedTask;

        await _core.Services.GetRequiredService<DeletionSaga>().BeginAsync(track, Token);

        Assert.Null((await JobAsync(track)).Lane);
        reached.SetResult();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<TrackId> UploadAsync(string? lane, string format = "mp3")
    {
        var path = format switch
        {
            "mp3" => await TestAudio.Mp3Async(20),
            "flac" => await TestAudio.FlacAsync(20),
            _ => await TestAudio.WavAsync(20),
        };
        using var form = UploadRequest.Form(await File.ReadAllBytesAsync(path, Token));
        form.Headers.TryAddWithoutValidation(UploadLane.Header, lane);
        var (_, body) = await _core.Client.UploadAsync(form);
        return TrackId.Parse(body.Text("track_id"));
    }

    private async Task<(TimeSpan Length, int? Lane)> JobAsync(TrackId track)
    {
        await using var connection = await _core.Database.OpenConnectionAsync(Token);
        return await connection.QuerySingleAsync<(TimeSpan, int?)>(
            "SELECT expected_length, lane FROM catalog.tracks WHERE id = @Id",
            new { Id = track.Value });
    }
}
