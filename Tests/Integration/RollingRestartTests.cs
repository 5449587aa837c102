using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// A deployment on a real Kafka: every replica is replaced in its turn, and Kafka's groups pass
/// their partitions on, while people upload and listen.
/// </summary>
public sealed class RollingRestartTests
{
    private const int Listeners = 10;
    private const int MaxUploads = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryService_RestartedReplicaByReplica_LosesNothing()
    {
        await using var kafka = await new KafkaCluster().StartedAsync();
        await using var product = await ProductCluster.StartAsync(kafka);
        using var http = new HttpClient { BaseAddress = product.Address };
        var client = new ProductClient(http);
        var track = await UploadAsync(client);
        await client.ReadyAsync(track);
        var sessions = new List<object>();
        for (var i = 0; i < Listeners; i++) sessions.Add(await OpenAsync(client, track));
        var uploads = new List<string>();

        var rolling = product.RollAsync();
        while (!rolling.IsCompleted)
        {
            if (uploads.Count < MaxUploads) uploads.Add(await UploadAsync(client));
            foreach (var session in sessions)
                await AgainAsync(() => client.PostAsync("/ping", session, Token));
        }
        await rolling;

        foreach (var session in sessions)
            await AgainAsync(() => client.PostAsync("/stop", session, Token));
        foreach (var upload in uploads) await client.ReadyAsync(upload);
        await Eventually.TrueAsync(
            async () => await client.StatsAsync(track) is (Listeners, 0, Listeners),
            $"{Listeners} plays are counted, and nobody listens", Patience);
    }

    private static async Task<string> UploadAsync(ProductClient client)
    {
        var file = await TestAudio.WavAsync(seconds: 2);
        var upload = await AgainAsync(() => client.UploadAsync(file, "Artist", "Title", Token));
        return upload.GetProperty("track_id").GetString()!;
    }

    private static async Task<object> OpenAsync(ProductClient client, string track)
    {
        var play = await client.PostAsync($"/play/{track}", null, Token);
        return new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };
    }

    /// <summary>A replica that is just stopping may cost a request, which clients repeat.</summary>
    private static async Task<T> AgainAsync<T>(Func<Task<T>> request)
    {
        T answer = default!;
        await Eventually.TrueAsync(
            async () => await Record.ExceptionAsync(async () => answer = await request()) is null,
            "the request is answered in the end", Patience);
        return answer;
    }
}
