namespace AudioStreaming.StatisticsApi.Series;

/// <summary>Answers as the description of the API shows them.</summary>
internal static class SeriesExamples
{
    public const string Track =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "online_now": 3,
          "peak_today": 5,
          "total_plays": 42,
          "starts": 61,
          "listened_seconds": 6120.4,
          "last_24h": 17,
          "last_7d": 42
        }
        """;

    public const string Series =
        """
        {
          "resolution": "hour",
          "points": [
            {
              "at": "2026-03-01T11:00:00+00:00",
              "plays": 4,
              "starts": 6,
              "listened_seconds": 512.25,
              "listeners": 3
            },
            {
              "at": "2026-03-01T12:00:00+00:00",
              "plays": 0,
              "starts": 1,
              "listened_seconds": 12,
              "listeners": 1
            }
          ]
        }
        """;
}
