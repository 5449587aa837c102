using System.Text;
using AudioStreaming.Testing;
using AudioStreaming.Testing.Anonymity;

namespace AudioStreaming.AppHost.Tests;

/// <summary>
/// The Aspire app does the main job while one replica of each service ends on the way; its
/// dashboard is told of all of it, and of nobody.
/// </summary>
public sealed class GraphTests(Graph graph) : IClassFixture<Graph>
{
    private const int Seconds = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Services =
        ["web", "coreapi", "converter", "playbackapi", "statisticsapi"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MainJob_OneReplicaOfEachStopped_IsDoneCountedAndTracedWithoutATrace()
    {
        using var browser = CanaryBrowser.Of(graph.Web);
        var client = new ProductClient(browser.Client);
        var upload = await client.UploadAsync(
            await TestAudio.Mp3Async(Seconds), "Artist", "Title", Cancellation);
        var track = upload.GetProperty("track_id").GetString()!;
        var stopped = new List<string> { await graph.StopOneAsync("converter") };
        await client.ReadyAsync(track);

        var play = await client.PostAsync($"/play/{track}", null, Cancellation);
        var session = new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };
        stopped.Add(await graph.StopOneAsync("playbackapi"));
        stopped.Add(await graph.StopOneAsync("statisticsapi"));
        await AnsweredAsync(async () =>
        {
            await client.PostAsync("/ping", session, Cancellation);
            return await client.StatsAsync(track) is { Plays: 1, Online: 1 };
        }, "the listener is counted");
        await AnsweredAsync(
            async () => (await browser.Client.GetStringAsync(
                play.GetProperty("playlist_url").GetString(), Cancellation))
                .StartsWith("#EXTM3U"),
            "the playlist is delivered");
        await AnsweredAsync(async () =>
        {
            await client.PostAsync("/stop", session, Cancellation);
            return true;
        }, "the session is closed");
        foreach (var replica in stopped)
            await CommandAsync(replica, KnownResourceCommands.StartCommand);
        await RestartAsync("coreapi");
        await RestartAsync("web");
        await AnsweredAsync(
            async () => await client.StatsAsync(track) is { Plays: 1, Online: 0 },
            "the listener is gone, the play is not");

        await TracedAsync();
        await KeptWithoutTraceAsync();
    }

    [Theory]
    [InlineData("database")]
    [InlineData("redis")]
    [InlineData("kafka")]
    public async Task LocalServer_StoppedAndStarted_HoldsTheProductUpOnly(string server)
    {
        await CommandAsync(server, KnownResourceCommands.StopCommand);
        await graph.StateAsync(server, KnownResourceStates.Exited);
        using var http = new HttpClient { BaseAddress = graph.Web };
        async Task<bool> IsHealthyAsync() =>
            (await http.GetAsync("/health", Cancellation)).IsSuccessStatusCode;
        await AnsweredAsync(async () => !await IsHealthyAsync(), "the product is held up");

        await CommandAsync(server, KnownResourceCommands.StartCommand);
        await graph.HealthyAsync(server);
        await RestartAsync(server);

        await AnsweredAsync(IsHealthyAsync, "the product is healthy again");
    }

    [Theory]
    [InlineData("coreapi", "revive-outbox", "0 messages are sent again.")]
    [InlineData("statisticsapi", "rebuild-counts", "The counts are rebuilt in a few seconds.")]
    public async Task OperatorsCommand_Given_SaysWhatItDid(
        string service, string command, string message)
    {
        var result = await graph.CommandAsync(graph.Replicas(service)[^1], command);

        Assert.True(result.Success, result.Message);
        Assert.Equal(message, result.Message);
    }

    private async Task RestartAsync(string service)
    {
        await CommandAsync(service, KnownResourceCommands.RestartCommand);
        await graph.HealthyAsync(service);
    }

    private async Task CommandAsync(string resource, string command)
    {
        var result = await graph.CommandAsync(resource, command);
        Assert.True(result.Success, result.Message);
    }

    /// <summary>All services tell, and one trace leads from the upload to the statistics.</summary>
    private async Task TracedAsync()
    {
        using var dashboard = graph.Dashboard;
        await AnsweredAsync(async () =>
        {
            var spans = await DashboardTraces.ReadAsync(dashboard, Cancellation);
            var traces =
                from span in spans
                group span.Service by span.TraceId into trace
                select trace.ToHashSet();
            return spans.Select(span => span.Service).ToHashSet().IsSupersetOf(Services)
                && traces.Any(trace => trace.IsSupersetOf(
                    ["web", "coreapi", "converter", "statisticsapi"]));
        }, "the dashboard has the traces of all services");
    }

    /// <summary>The dashboard keeps traces, metrics and logs on disk.</summary>
    private async Task KeptWithoutTraceAsync()
    {
        await AnsweredAsync(
            () => Task.FromResult(Kept().Any(file => file.Contains("/stop"))),
            "the dashboard keeps what it is told, to the last request");
        foreach (var file in Kept())
        {
            var trace = Canaries.FindIn(file);
            Assert.True(trace is null, trace);
        }
    }

    private IEnumerable<string> Kept()
    {
        // The database and its log of writes.
        foreach (var path in Directory.EnumerateFiles(
            graph.DashboardFiles, "*.db*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm")))
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>While replicas change a request may fail; a client then asks again.</summary>
    private static async Task AnsweredAsync(Func<Task<bool>> condition, string because)
    {
        Exception? last = null;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var holds = false;
                    last = await Record.ExceptionAsync(async () => holds = await condition());
                    return holds;
                },
                because, Patience);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{because}; the last time: {last}", timeout);
        }
    }
}
