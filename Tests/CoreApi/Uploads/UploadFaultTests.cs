using System.Net;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>What an upload needs is away, or everything stops at a step, in this process.</summary>
[Collection(nameof(Alone))]
public sealed class UploadFaultTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;
    private byte[] _mp3 = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        _mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2));
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task Upload_WhileStorageFails_Is503AndLeavesNothing(
        bool before, bool during, bool after)
    {
        var store = _core.FaultyStore;
        (store.FailsBeforePut, store.FailsDuringPut, store.FailsAfterPut) = (before, during, after);

        var (response, body) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("unavailable", body.Text("error"));
        Assert.DoesNotContain(_core.Objects, body.ToString());
        Assert.DoesNotContain("   at ", body.ToString());
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
    }

    [Fact]
    public async Task Upload_WhenStorageFailsAndCannotBeCleaned_IsUndoneLater()
    {
        _core.FaultyStore.FailsAfterPut = true;
        _core.FaultyStore.FailsDelete = true;
        var (response, _) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotEmpty(await Consistency.FaultsAsync(_core));

        _core.FaultyStore.FailsDelete = false;
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
    }

    [Theory]
    [InlineData("upload.began")]
    [InlineData("upload.object-stored")]
    [InlineData("upload.stored")]
    [InlineData("upload.committing")]
    public async Task Upload_WhenAStepBeforeTheCommitFails_LeavesNothing(string point)
    {
        FailAt(point);
        var (response, _) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
    }

    [Fact]
    public async Task Upload_WhenTheAnswerOfTheCommitIsLost_IsWhole()
    {
        FailAt("upload.committed");
        var (response, body) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        await Consistency.ReachedAsync(_core);
        var track = await _core.GetAsync($"/tracks/{body.Text("track_id")}");
        Assert.Equal("pending", track.Text("status"));
    }

    [Fact]
    public async Task Upload_WhenTheDatabaseGoesAway_Is503AndUndoneWhenItIsBack()
    {
        var goesAway = new TaskCompletionSource();
        _core.Faults.Reached = async point =>
        {
            if (point != "upload.object-stored" || !goesAway.TrySetResult()) return;
            await infrastructure.Postgres.KillAsync();
        };
        var (response, _) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var (next, _) = await _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, next.StatusCode);

        await infrastructure.Postgres.StartAsync(CancellationToken.None);
        Npgsql.NpgsqlConnection.ClearAllPools();
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
        await _core.Client.UploadGoodAsync(_mp3);
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_WhileKafkaIsAway_IsAcceptedAndItsJobSentLater()
    {
        await infrastructure.KafkaBroker.KillAsync();
        string track;
        try
        {
            track = (await _core.Client.UploadGoodAsync(_mp3)).Text("track_id");
            await Consistency.ReachedAsync(_core);
        }
        finally
        {
            await infrastructure.KafkaBroker.StartAsync(CancellationToken.None);
        }
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(
            () => jobs.Of(track).Count > 0, "the job is lost", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Upload_GivenUpByOthersMeanwhile_IsRefusedAndLeavesNothing()
    {
        var held = new TaskCompletionSource();
        _core.Faults.Reached = async point =>
        {
            if (point == "upload.object-stored") await held.Task;
        };
        var upload = _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        await Eventually.TrueAsync(async () =>
        {
            await using var command = _core.Database.CreateCommand(
                "UPDATE catalog.uploads SET lease_until = now() - interval '1 hour'");
            await command.ExecuteNonQueryAsync();
            return await _core.UploadRecovery.RunAsync(CancellationToken.None) is { Done: > 0 };
        }, "nothing was given up");
        held.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await upload).Response.StatusCode);
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
    }

    [Fact]
    public async Task Upload_InProgressForLongerThanItsLease_IsLeftAlone()
    {
        var reached = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        _core.Faults.Reached = async point =>
        {
            if (point != "upload.object-stored") return;
            reached.SetResult();
            await held.Task;
        };
        var upload = _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        var renewed = 0;
        var last = DateTime.MinValue;
        await Eventually.TrueAsync(async () =>
        {
            await using var command = _core.Database.CreateCommand(
                "SELECT lease_until FROM catalog.uploads WHERE state = 'receiving'");
            var until = (DateTime)(await command.ExecuteScalarAsync())!;
            if (until > last) renewed++;
            last = until;
            return renewed > 6;
        }, "the lease is not renewed");
        held.SetResult();

        Assert.Equal(HttpStatusCode.Created, (await upload).Response.StatusCode);
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Recovery_RunTwiceAtOnce_UndoesOnce()
    {
        _core.FaultyStore.FailsDelete = true;
        FailAt("upload.stored");
        for (var i = 0; i < 3; i++) await _core.Client.UploadAsync(UploadRequest.Form(_mp3));
        _core.FaultyStore.FailsDelete = false;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => _core.UploadRecovery.RunAsync(TestContext.Current.CancellationToken)));
        await Consistency.ReachedAsync(_core);
        await NothingListedAsync();
    }

    private void FailAt(string failing) => _core.Faults.Reached = point =>
        point == failing ? throw new IOException($"stopped at {point}") : Task.CompletedTask;

    private async Task NothingListedAsync() => Assert.Equal(
        0, (await _core.GetAsync("/tracks?status=all")).GetProperty("total").GetInt32());
}
