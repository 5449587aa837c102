using AudioStreaming.ServiceDefaults.Streams;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>The board, pushed when it changes.</summary>
internal static class StreamSetup
{
    // The whole board is in each: who is behind by so many has missed nothing but time.
    private const int Backlog = 4;

    public static void AddStream(this IHostApplicationBuilder builder)
    {
        builder.AddEventHub("stats", "Statistics:Stream", Backlog);
        builder.Services.AddActivatedSingleton<StatsFeed>();
    }

    public static void MapStream(this IEndpointRouteBuilder stats) =>
        stats.MapGet("/stream", StreamStats.Handle)
            .WithName("StreamStats")
            .WithSummary("Changes of the counts as server-sent events")
            .WithDescription(
                "One event, stats, whenever something changed, at most a few times a second; its "
                + "data is the whole of what is shown. Empty events, heartbeat, keep the "
                + "connection alive. Who reads too slowly is evicted, and gets the newest on "
                + "connecting again.")
            .WithEventStream(StreamExamples.Changes);
}
