using System.Diagnostics;
using System.Net.Http.Headers;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Npgsql;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>What can happen, to the service or to what it needs.</summary>
public enum Act
{
    Upload,
    UploadBad,
    Delete,
    Recover,
    FailBeforePut,
    FailDuringPut,
    FailAfterPut,
    FailCleaning,
    LoseDatabase,
    LoseKafka,
    Kill,
    Heal,
}

/// <param name="Act">What happens.</param>
/// <param name="FailAt">Where the service stops meanwhile; empty for nowhere.</param>
public sealed record Step(Act Act, string FailAt);

/// <summary>Steps taken on a service, and what its clients know afterwards.</summary>
internal sealed class FaultySequence(
    CoreApiHarness core, InfrastructureFixture infrastructure, byte[] mp3)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<(string Track, string Token)> _owned = [];
    private bool _databaseIsAway;

    /// <summary>Tracks that were answered with success, and not deleted since.</summary>
    public IEnumerable<string> Owned => _owned.Select(owned => owned.Track);

    public async Task RunAsync(Step step)
    {
        core.Faults.Reached = point => point == step.FailAt
            ? throw new IOException($"stopped at {point}")
            : Task.CompletedTask;
        switch (step.Act)
        {
            case Act.Upload:
                await UploadAsync(core.Client);
                break;
            case Act.UploadBad:
                await core.Client.UploadAsync(UploadRequest.Form(mp3[..^5000], artist: null));
                break;
            case Act.Delete when _owned.Count > 0:
                await DeleteAsync();
                break;
            case Act.Recover:
                await RecoverAsync();
                break;
            case Act.LoseDatabase:
                await LoseDatabaseAsync();
                break;
            case Act.LoseKafka:
                await infrastructure.KafkaBroker.KillAsync();
                break;
            case Act.Kill:
                await UploadToVictimAsync(step.FailAt);
                break;
            case Act.Heal:
                await HealAsync();
                break;
            default:
                FailStorage(step.Act);
                break;
        }
    }

    /// <summary>Everything is there again.</summary>
    public async Task HealAsync()
    {
        core.Faults.Reached = null;
        var store = core.FaultyStore;
        (store.FailsBeforePut, store.FailsDuringPut) = (false, false);
        (store.FailsAfterPut, store.FailsDelete) = (false, false);
        await infrastructure.KafkaBroker.StartAsync(CancellationToken.None);
        if (!_databaseIsAway) return;
        await StartDatabaseAsync();
        core.Database.Clear();
        _databaseIsAway = false;
    }

    /// <summary>It refuses while processes of the killed one have not gone yet.</summary>
    private async Task StartDatabaseAsync()
    {
        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await infrastructure.Postgres.StartAsync(CancellationToken.None);
                    return true;
                }
                catch (InfrastructureException) when (clock.Elapsed < Patience)
                {
                    return false;
                }
            },
            "PostgreSQL does not come back", Patience);
    }

    private async Task LoseDatabaseAsync()
    {
        if (_databaseIsAway) return;
        await infrastructure.Postgres.KillAsync();
        _databaseIsAway = true;
    }

    private void FailStorage(Act act)
    {
        var store = core.FaultyStore;
        store.FailsBeforePut |= act == Act.FailBeforePut;
        store.FailsDuringPut |= act == Act.FailDuringPut;
        store.FailsAfterPut |= act == Act.FailAfterPut;
        store.FailsDelete |= act == Act.FailCleaning;
    }

    private async Task UploadAsync(HttpClient client)
    {
        var (response, body) = await client.UploadAsync(UploadRequest.Form(mp3));
        if (response.IsSuccessStatusCode)
            _owned.Add((body.Text("track_id"), body.Text("manage_token")));
    }

    private async Task DeleteAsync()
    {
        var (track, token) = _owned[0];
        _owned.RemoveAt(0);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/tracks/{track}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await core.Client.SendAsync(request);
    }

    private async Task RecoverAsync()
    {
        try
        {
            await Task.WhenAll(
                core.UploadRecovery.RunAsync(CancellationToken.None),
                core.UploadRecovery.RunAsync(CancellationToken.None),
                core.DeletionRecovery.RunAsync(CancellationToken.None));
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException)
        {
            // The database is away, or the pass was told to stop.
        }
    }

    /// <summary>
    /// Another process, which ends as by <c>kill -9</c> if it comes to the point.
    /// </summary>
    private async Task UploadToVictimAsync(string point)
    {
        await HealAsync();
        await using var victim = await ServiceProcess.StartAsync(
            "CoreApi", new Dictionary<string, string>(core.Settings) { ["Faults:KillAt"] = point });
        await victim.TryAsync(UploadAsync);
    }
}
