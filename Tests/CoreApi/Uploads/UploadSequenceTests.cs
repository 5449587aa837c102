using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;
using FsCheck;
using FsCheck.Fluent;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>
/// Random sequences of uploads, deletions, passes and faults keep the catalog whole. The servers
/// that they stop are their own.
/// </summary>
public sealed class UploadSequenceTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    private const int DefaultSequences = 12;
    private const int LongSequences = 300;

    private static readonly string[] Points =
    [
        "", "", "", "upload.began", "upload.object-stored", "upload.stored", "upload.committing",
        "upload.committed", "upload.compensating", "upload.objects-removed", "outbox.sent",
        "delete.tombstoned", "delete.objects-removed",
    ];

    /// <summary>How often each happens, of all.</summary>
    private static readonly (int Weight, Gen<Act> Act)[] Weights =
    [
        (5, Gen.Constant(Act.Upload)), (2, Gen.Constant(Act.UploadBad)),
        (3, Gen.Constant(Act.Delete)), (2, Gen.Constant(Act.Recover)),
        (1, Gen.Constant(Act.FailBeforePut)), (1, Gen.Constant(Act.FailDuringPut)),
        (1, Gen.Constant(Act.FailAfterPut)), (1, Gen.Constant(Act.FailCleaning)),
        (1, Gen.Constant(Act.LoseDatabase)), (1, Gen.Constant(Act.LoseKafka)),
        (1, Gen.Constant(Act.Kill)), (2, Gen.Constant(Act.Heal)),
    ];

    [Fact]
    public async Task Sequence_OfFaults_LosesNothingAndLeavesNothing()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        var mp3 = await File.ReadAllBytesAsync(
            await TestAudio.Mp3Async(2), TestContext.Current.CancellationToken);
        var steps = Gen.ArrayOf(
            from act in Gen.Frequency(Weights)
            from point in Gen.Elements(Points)
            select new Step(act, point), 8);
        var isLong = Environment.GetEnvironmentVariable("AUDIO_STREAMING_LONG_UPLOADS") == "1";
        var count = isLong ? LongSequences : DefaultSequences;

        var ran = 0;
        var property = Prop.ForAll(steps.ToArbitrary(), sequence =>
        {
            ran++;
            RunAsync(core, sequence, mp3, jobs).GetAwaiter().GetResult();
        });
        // A replay with a size would be of one sequence only.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(2026, 11), property);
        Assert.Equal(count, ran);
    }

    private async Task RunAsync(CoreApiHarness core, Step[] steps, byte[] mp3, JobLog jobs)
    {
        var sequence = new FaultySequence(core, infrastructure, mp3);
        foreach (var step in steps) await sequence.RunAsync(step);
        await sequence.HealAsync();
        await Consistency.ReachedAsync(core);

        await using var connection = await core.Database.OpenConnectionAsync();
        var tracks = (await connection.QueryAsync<string>(
            "SELECT id::text FROM catalog.tracks")).ToHashSet();
        Assert.Superset(sequence.Owned.ToHashSet(), tracks);
        await Eventually.TrueAsync(
            () => tracks.IsSubsetOf(jobs.Keys()), "a job is lost", TimeSpan.FromSeconds(90));
    }
}
