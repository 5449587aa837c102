using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// The main job over HTTP on many processes, of which one of each kind dies on the way; nobody
/// outside notices more than a request to repeat.
/// </summary>
public sealed class ReplicaTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TestDirectory _music = new();

    public void Dispose() => _music.Dispose();

    [Fact]
    public async Task MainJob_OneReplicaOfEachKilled_IsDoneCountedAndTraced()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = await Music.MakeAsync(_music.Path, "audio.mp3", Length, cancellation);
        await using var product = await ProductCluster.StartAsync();
        using var http = new HttpClient { BaseAddress = product.Address };
        var client = new ProductClient(http);

        var upload = await client.UploadAsync(file, "Artist", "First", cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        await AtWorkAsync(client, track);
        await product.KillOneAsync("Converter");
        await product.KillOneAsync("CoreApi");
        await ReadyAsync(client, track);

        var session = await OpenAsync(client, track);
        await product.KillOneAsync("PlaybackApi");
        await product.KillOneAsync("StatisticsApi");
        await ListenAsync(client, session);
        await AgainAsync(async () => await client.PostAsync("/stop", session, cancellation));
        await Eventually.TrueAsync(
            async () => await StatsAsync(client, track) is (1, 0, 1),
            "one play is counted and nobody listens", Patience);

        // The survivors still do everything.
        var second = await UploadAgainAsync(client, file);
        await ReadyAsync(client, second);
        await TraceSpansAsync(
            product.Telemetry, "web", "coreapi", "converter", "statisticsapi");
    }

    /// <summary>Some converter has taken the track.</summary>
    private static Task AtWorkAsync(ProductClient client, string track) => Eventually.TrueAsync(
        async () => (await client.GetAsync($"/tracks/{track}", CancellationToken.None))
            .GetProperty("status").GetString() is "processing" or "ready",
        "a converter is at work", Patience);

    private static Task ReadyAsync(ProductClient client, string track) =>
        AgainAsync(async () =>
        {
            var state = await client.GetAsync($"/tracks/{track}", CancellationToken.None);
            Assert.Equal("ready", state.GetProperty("status").GetString());
        });

    private static async Task<object> OpenAsync(ProductClient client, string track)
    {
        var play = await client.PostAsync($"/play/{track}", null, CancellationToken.None);
        return new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };
    }

    /// <summary>Beats as a player does, until the listening counts as a play.</summary>
    private static Task ListenAsync(ProductClient client, object session) =>
        AgainAsync(async () =>
        {
            await client.PostAsync("/ping", session, CancellationToken.None);
            var stats = await client.GetAsync("/stats", CancellationToken.None);
            Assert.Contains(
                stats.GetProperty("items").EnumerateArray(),
                item => item.GetProperty("total_plays").GetInt64() == 1);
        });

    private static async Task<(long Plays, long Online, long Last24Hours)?> StatsAsync(
        ProductClient client, string track)
    {
        try
        {
            return await client.StatsAsync(track);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<string> UploadAgainAsync(ProductClient client, string file)
    {
        var track = "";
        await AgainAsync(async () =>
        {
            var upload = await client.UploadAsync(file, "Artist", "Second", default);
            track = upload.GetProperty("track_id").GetString()!;
        });
        return track;
    }

    /// <summary>The gateway may try a dead replica first; a client then asks again.</summary>
    private static async Task AgainAsync(Func<Task> request)
    {
        Exception? last = null;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    last = await Record.ExceptionAsync(request);
                    return last is null;
                },
                "the request is answered in the end", Patience);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}; the last time: {last}", last);
        }
    }

    /// <summary>One upload's trace leads through all these services.</summary>
    private static Task TraceSpansAsync(OtlpReceiver telemetry, params string[] services) =>
        Eventually.TrueAsync(
            () =>
            {
                var uploads = telemetry.Spans
                    .Where(span => span.Service == "coreapi" && span.Name.Contains("/upload"))
                    .Select(span => span.TraceId).ToHashSet();
                return telemetry.Spans
                    .Where(span => uploads.Contains(span.TraceId))
                    .GroupBy(span => span.TraceId)
                    .Any(trace => trace.Select(span => span.Service).ToHashSet()
                        .IsSupersetOf(services));
            },
            $"an upload's trace spans {string.Join(", ", services)}", Patience);
}
