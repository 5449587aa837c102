using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Outbox;

public sealed class OutboxTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync() =>
        _core = await CoreApiHarness.StartNewAsync(infrastructure);

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Dispatch_BySeveralReplicas_KeepsTheOrderOfEveryKey()
    {
        await _core.StartAsync(("Outbox:BatchSize", "3"));
        await _core.StartAsync(("Outbox:BatchSize", "5"));
        var keys = Enumerable.Range(0, 7).Select(_ => TrackId.New(TimeProvider.System).ToString())
            .ToArray();
        await using (var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken))
            await connection.ExecuteAsync(
                """
                SELECT catalog.enqueue('transcode-jobs', key, jsonb_build_object('n', n))
                FROM generate_series(0, 29) AS n, unnest(@keys) AS key
                ORDER BY n, key
                """,
                new { keys });

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        foreach (var key in keys)
        {
            await Eventually.TrueAsync(() => jobs.Of(key).Count >= 30, "messages are missing");
            Assert.Equal(
                Enumerable.Range(0, 30).Select(number => $$"""{"n": {{number}}}"""),
                jobs.Of(key).Select(message => message.Message.Value));
        }
        await EmptyAsync();
    }

    [Fact]
    public async Task Dispatch_WhenItStopsAfterSending_SendsAgain()
    {
        var stopped = 0;
        _core.Faults.Reached = point =>
            point == "outbox.sent" && Interlocked.Increment(ref stopped) == 1
                ? throw new IOException("stopped")
                : Task.CompletedTask;
        var key = await EnqueueAsync("now()");

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(key).Count >= 2, "it was not sent again");
        await EmptyAsync();
    }

    [Fact]
    public async Task Dispatch_OfALaterMessage_WaitsForItsTimeAndBlocksNoOther()
    {
        var key = await EnqueueAsync("now() + interval '1 hour'");
        await EnqueueAsync("now() + interval '700 milliseconds'", key, 2);
        var began = Stopwatch.GetTimestamp();

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(key).Count > 0, "it was not sent");
        Assert.Equal("""{"n": 2}""", jobs.Of(key)[0].Message.Value);
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(400));
        Assert.Single(jobs.Of(key));
    }

    [Fact]
    public async Task Dispatch_ThatLooksSeldom_IsWokenByTheDatabase()
    {
        await using var seldom = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Outbox:PollInterval", "1.00:00:00"));
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        for (var count = 0; count < 3; count++)
        {
            var key = TrackId.New(TimeProvider.System).ToString();
            await using var connection = await seldom.Database.OpenConnectionAsync(
                TestContext.Current.CancellationToken);
            await connection.ExecuteAsync(
                "SELECT catalog.enqueue('transcode-jobs', @key, '{}')", new { key });
            await Eventually.TrueAsync(() => jobs.Of(key).Count > 0, "it sleeps");
        }
    }

    [Fact]
    public async Task Dispatch_OfAnUpload_CarriesItsTrace()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var trace = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var mp3 = await File.ReadAllBytesAsync(
            await TestAudio.Mp3Async(2), TestContext.Current.CancellationToken);
        var track = (await _core.Client.UploadGoodAsync(mp3)).Text("track_id");

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(track).Count > 0, "the job is not sent");
        Assert.Equal(
            trace.TraceId, jobs.Of(track)[0].Message.Headers.ExtractTraceContext().TraceId);
    }

    private async Task<string> EnqueueAsync(string availableAt, string? key = null, int number = 1)
    {
        key ??= TrackId.New(TimeProvider.System).ToString();
        await using var connection = await _core.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            $"""
            SELECT catalog.enqueue(
              'transcode-jobs', @key, jsonb_build_object('n', @number), {availableAt})
            """,
            new { key, number });
        return key;
    }

    private Task EmptyAsync() => Eventually.TrueAsync(
        async () =>
        {
            await using var connection = await _core.Database.OpenConnectionAsync();
            return await connection.QuerySingleAsync<int>(
                "SELECT count(*) FROM catalog.outbox WHERE available_at <= now()") == 0;
        },
        "the outbox does not empty");
}
