namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>Events as the description of the API shows them.</summary>
internal static class StreamExamples
{
    public const string Changes =
        """
        event: heartbeat
        data: 
        retry: 1873

        event: stats
        data: {"listening_now":3,"peak_today":8,"as_of":"2026-03-01T12:00:00.5+00:00","live":[],
        data: "charts":{"24h":[],"7d":[],"all":[],"trending":[]}}
        id: 5f0c9e1b7a3d2468


        """;
}
