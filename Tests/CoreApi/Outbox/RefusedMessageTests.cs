using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Outbox;

/// <summary>Messages that Kafka does not take: dead letters with the reason, never lost.</summary>
[Collection(nameof(Alone))]
public sealed class RefusedMessageTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const string Small = """jsonb_build_object('n', @number)""";

    /// <summary>More than a message may be.</summary>
    private const string Large =
        """
        (SELECT jsonb_build_object('n', @number, 'x', string_agg(md5(i::text), ''))
         FROM generate_series(1, 60000) AS i)
        """;

    private readonly string _key = TrackId.New(TimeProvider.System).ToString();
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync() => _core = await CoreApiHarness.StartNewAsync(
        infrastructure,
        ("Outbox:MostRefusals", "3"), ("Outbox:ShortestBackoff", "00:00:00.200"));

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Message_TooLargeForKafka_IsADeadLetterAtOnceAndBlocksNoOther()
    {
        using var metrics = new Measurements("AudioStreaming.CoreApi");
        await EnqueueAsync(Topics.TranscodeJobs, Large, 1);
        await EnqueueAsync(Topics.TranscodeJobs, Small, 2);

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(_key).Count > 0, "its key is blocked");
        Assert.Equal("""{"n": 2}""", jobs.Of(_key).Single().Message.Value);
        var (attempts, reason) = await DeadAsync();
        Assert.Equal(1, attempts);
        Assert.Contains("large", reason);
        Assert.Equal(1, metrics.Sum("coreapi.outbox.dead"));
    }

    [Fact]
    public async Task Message_WithAnInvalidTopic_IsADeadLetter()
    {
        await EnqueueAsync(new string('x', 600), Small, 1);
        Assert.NotEmpty((await DeadAsync()).Reason);
    }

    [Fact]
    public async Task Message_RefusedForAWhile_IsSentLaterAndBeforeItsFollowers()
    {
        infrastructure.KafkaBroker.Refuse((int)ErrorCode.PolicyViolation, 1);
        await EnqueueAsync(Topics.TranscodeJobs, Small, 1);
        await EnqueueAsync(Topics.TranscodeJobs, Small, 2);

        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(_key).Count > 1, "it is not tried again");
        Assert.Equal(
            ["""{"n": 1}""", """{"n": 2}"""],
            jobs.Of(_key).Select(message => message.Message.Value));
    }

    [Fact]
    public async Task Message_RefusedTooOften_IsADeadLetterAndCanBeRevived()
    {
        infrastructure.KafkaBroker.Refuse((int)ErrorCode.PolicyViolation, 3);
        await EnqueueAsync(Topics.TranscodeJobs, Small, 1);
        Assert.Equal(3, (await DeadAsync()).Attempts);

        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        Assert.Equal(1, await connection.QuerySingleAsync<long>("SELECT catalog.revive_outbox()"));
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(_key).Count > 0, "it is not sent");
        Assert.Equal(
            0, await connection.QuerySingleAsync<long>("SELECT count(*) FROM catalog.outbox_dead"));
    }

    private async Task EnqueueAsync(string topic, string payload, int number)
    {
        await using var connection = await _core.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            $"SELECT catalog.enqueue(@topic, @key, {payload})",
            new { topic, key = _key, number });
    }

    private async Task<(int Attempts, string Reason)> DeadAsync()
    {
        await using var connection = await _core.Database.OpenConnectionAsync();
        List<(int, string)> dead = [];
        await Eventually.TrueAsync(
            async () => (dead = (await connection.QueryAsync<(int, string)>(
                "SELECT attempts, reason FROM catalog.outbox_dead")).AsList()).Count > 0,
            "there is no dead letter");
        return dead.Single();
    }
}
