namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>Answers as the description of the API shows them.</summary>
internal static class ChartExamples
{
    public const string Stats =
        """
        {
          "items": [
            {
              "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
              "title": "Interstellar Theme",
              "artist": "Hans Zimmer",
              "total_plays": 42,
              "online_now": 3,
              "last_24h": 17
            }
          ],
          "total": 1,
          "listening_now": 3,
          "peak_today": 8,
          "as_of": "2026-03-01T12:00:00.5+00:00"
        }
        """;

    public const string Trending =
        """
        {
          "chart": "trending",
          "as_of": "2026-03-01T12:00:00.5+00:00",
          "items": [
            {
              "rank": 1,
              "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
              "title": "Interstellar Theme",
              "artist": "Hans Zimmer",
              "artwork_small_url":
                "/media/01a20396-5778-7cb5-9195-be777efbe37d/1/art/cover-128.jpg",
              "plays": 17,
              "online_now": 3,
              "total_plays": 42,
              "last_24h": 17,
              "score": 9.531
            }
          ]
        }
        """;
}
