namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>From a batch's temporary tables into the lasting ones.</summary>
internal static class FlushSql
{
    public const string AddTotals =
        """
        INSERT INTO statistics.tracks AS old (track_id, plays, starts, listened_ms)
        SELECT track_id, sum(plays), sum(starts), sum(listened_ms)
        FROM pg_temp.delta
        WHERE track_id <> '00000000-0000-0000-0000-000000000000'
        GROUP BY track_id
        ORDER BY track_id
        ON CONFLICT (track_id) DO UPDATE
        SET plays = old.plays + excluded.plays,
            starts = old.starts + excluded.starts,
            listened_ms = old.listened_ms + excluded.listened_ms
        """;

    // The track of all zeros holds the peak of everybody as it came, and the sums of the others.
    public const string AddBuckets =
        """
        INSERT INTO statistics.buckets AS old
          (track_id, resolution, at, plays, starts, listened_ms, listeners)
        SELECT
          COALESCE(track_id, '00000000-0000-0000-0000-000000000000'),
          resolution,
          bucket,
          sum(plays),
          sum(starts),
          sum(listened_ms),
          CASE
            WHEN track_id IS NULL
            THEN COALESCE(
              max(listeners) FILTER (WHERE source = '00000000-0000-0000-0000-000000000000'), 0)
            ELSE max(listeners)
          END
        FROM (
          SELECT
            track_id AS source,
            NULLIF(track_id, '00000000-0000-0000-0000-000000000000') AS track_id,
            resolution,
            date_trunc(resolution, at, 'UTC') AS bucket,
            plays,
            starts,
            listened_ms,
            listeners
          FROM pg_temp.delta
          CROSS JOIN unnest(ARRAY['minute', 'hour', 'day']) AS resolution
        ) AS gained
        GROUP BY GROUPING SETS ((track_id, resolution, bucket), (resolution, bucket))
        HAVING track_id IS NOT NULL OR GROUPING(track_id) = 1
        ON CONFLICT (track_id, resolution, at) DO UPDATE
        SET plays = old.plays + excluded.plays,
            starts = old.starts + excluded.starts,
            listened_ms = old.listened_ms + excluded.listened_ms,
            listeners = GREATEST(old.listeners, excluded.listeners)
        """;

    public const string PutSessions =
        """
        INSERT INTO statistics.sessions
          (session_id, track_id, partition, last_at, sequence, listened_ms, counted, live, ttl_ms)
        SELECT
          session_id, track_id, partition, last_at, sequence, listened_ms, counted, live, ttl_ms
        FROM pg_temp.seen
        ORDER BY session_id
        ON CONFLICT (session_id) DO UPDATE
        SET track_id = excluded.track_id,
            partition = excluded.partition,
            last_at = excluded.last_at,
            sequence = excluded.sequence,
            listened_ms = excluded.listened_ms,
            counted = excluded.counted,
            live = excluded.live,
            ttl_ms = excluded.ttl_ms
        """;

    public const string PutOffsets =
        """
        INSERT INTO statistics.offsets (log_id, partition, next_offset, watermark)
        VALUES (@LogId, @Partition, @NextOffset, @Watermark)
        ON CONFLICT (log_id, partition) DO UPDATE
        SET next_offset = excluded.next_offset,
            watermark = excluded.watermark
        """;
}
