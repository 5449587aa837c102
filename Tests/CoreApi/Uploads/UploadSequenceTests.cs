using System.Net.Http.Headers;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>
/// Random sequences of uploads, deletions, passes and faults keep the catalog whole.
/// </summary>
public sealed class UploadSequenceTests(InfrastructureFixture infrastructure)
{
    private const int DefaultSequences = 12;
    private const int LongSequences = 300;

    private static readonly string[] Points =
    [
        "", "", "", "upload.began", "upload.object-stored", "upload.stored", "upload.committing",
        "upload.committed", "upload.compensating", "upload.objects-removed", "outbox.sent",
        "delete.tombstoned", "delete.objects-removed",
    ];

    public enum Act
    {
        Upload,
        UploadBad,
        Delete,
        Recover,
        FailStorage,
        FailCleaning,
        Heal,
    }

    public sealed record Step(Act Act, string FailAt);

    [Fact]
    public async Task Sequence_OfFaults_LeavesNoTrackWithoutObjectAndNoObjectWithoutTrack()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var good = await File.ReadAllBytesAsync(
            await TestAudio.Mp3Async(2), TestContext.Current.CancellationToken);
        var steps = Gen.ArrayOf(
            from act in Gen.Elements(Enum.GetValues<Act>())
            from point in Gen.Elements(Points)
            select new Step(act, point), 8);
        var isLong = Environment.GetEnvironmentVariable("AUDIO_STREAMING_LONG_UPLOADS") == "1";
        var count = isLong ? LongSequences : DefaultSequences;

        var property = Prop.ForAll(
            steps.ToArbitrary(),
            sequence => RunAsync(core, sequence, good).GetAwaiter().GetResult());
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(2026, 11, count), property);
    }

    private static async Task RunAsync(CoreApiHarness core, Step[] sequence, byte[] good)
    {
        var owned = new List<(string Track, string Token)>();
        foreach (var step in sequence)
        {
            core.Faults.Reached = point => point == step.FailAt
                ? throw new IOException($"stopped at {point}")
                : Task.CompletedTask;
            await ActAsync(core, step.Act, good, owned);
        }
        core.Faults.Reached = null;
        Heal(core);
        await Consistency.ReachedAsync(core);

        var listed = (await core.GetAsync("/tracks?status=all&limit=500")).GetProperty("items")
            .EnumerateArray().Select(track => track.Text("track_id")).ToHashSet();
        Assert.All(owned, track => Assert.Contains(track.Track, listed));
    }

    private static async Task ActAsync(
        CoreApiHarness core, Act act, byte[] good, List<(string Track, string Token)> owned)
    {
        switch (act)
        {
            case Act.Upload:
                var (response, body) = await core.Client.UploadAsync(UploadRequest.Form(good));
                if (response.IsSuccessStatusCode)
                    owned.Add((body.Text("track_id"), body.Text("manage_token")));
                break;
            case Act.UploadBad:
                await core.Client.UploadAsync(UploadRequest.Form(good[..^5000], artist: null));
                break;
            case Act.Delete when owned.Count > 0:
                using (var request = new HttpRequestMessage(
                    HttpMethod.Delete, $"/tracks/{owned[0].Track}"))
                {
                    request.Headers.Authorization =
                        new AuthenticationHeaderValue("Bearer", owned[0].Token);
                    await core.Client.SendAsync(request);
                }
                owned.RemoveAt(0);
                break;
            case Act.Recover:
                await Task.WhenAll(
                    core.Recovery.RunAsync(CancellationToken.None),
                    core.Recovery.RunAsync(CancellationToken.None),
                    core.Deletion.RunAsync(CancellationToken.None));
                break;
            case Act.FailStorage:
                core.FaultyStore.FailsAfterPut = true;
                break;
            case Act.FailCleaning:
                core.FaultyStore.FailsDelete = true;
                break;
            case Act.Heal:
                Heal(core);
                break;
            default:
                break;
        }
    }

    private static void Heal(CoreApiHarness core) =>
        (core.FaultyStore.FailsAfterPut, core.FaultyStore.FailsDelete) = (false, false);
}
