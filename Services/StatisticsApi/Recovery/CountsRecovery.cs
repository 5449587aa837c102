using System.Data.Common;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Durable;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>
/// Rebuilds Redis from PostgreSQL, where Redis is empty or holds older counts than PostgreSQL. The
/// stored offsets go back with the counts, so ingest reads the rest from the log again.
/// </summary>
internal sealed partial class CountsRecovery : PeriodicPass
{
    // Whoever counts, reads or flushes wakes it: this is for when nobody does.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly IConnectionMultiplexer _redis;
    private readonly NpgsqlDataSource _database;
    private readonly FaultPoints _faults;
    private readonly TimeProvider _time;
    private readonly CountsOptions _options;
    private readonly StatisticsTelemetry _telemetry;
    private readonly ILogger _logger;

    public CountsRecovery(
        IConnectionMultiplexer redis, NpgsqlDataSource database, StaleCounts stale,
        FaultPoints faults, TimeProvider time, IOptions<CountsOptions> options,
        StatisticsTelemetry telemetry, PassServices services, ILogger<CountsRecovery> logger)
        : base(Interval, services)
    {
        (_redis, _database, _faults, _time) = (redis, database, faults, time);
        (_options, _telemetry, _logger) = (options.Value, telemetry, logger);
        stale.WhenReported(Wake);
    }

    /// <returns>1 if a rebuild was necessary.</returns>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await StatisticsLock.WaitAsync(transaction, cancellationToken);
        var head = await StatisticsHead.ReadAsync(transaction, cancellationToken);
        if (await IsCurrentAsync(head)) return default;

        // Before the first flush there is nothing to have been lost.
        var level = head == Guid.Empty ? LogLevel.Debug : LogLevel.Warning;
        LogRebuilding(level, head);
        _telemetry.CountsRebuilt();
        var store = new RestoreStore(_redis.GetDatabase(), Guid.CreateVersion7().ToString());
        await store.ClearAsync();
        await _faults.ReachAsync("rebuild.cleared");
        await RestoreTracksAsync(store, transaction, cancellationToken);
        await RestoreWindowsAsync(store, transaction, cancellationToken);
        await RestoreSessionsAsync(store, transaction, cancellationToken);
        var offsets = await RestoreQueries.OffsetsAsync(transaction, cancellationToken);
        await store.AddToHashAsync(
            StatisticsKeys.Offsets,
            offsets.Select(row => (
                (RedisValue)CountsStore.Field(row.LogId, row.Partition), row.Progress.Stored)));
        await _faults.ReachAsync("rebuild.restored");
        await store.SetAsync(StatisticsKeys.Head, head.ToString());
        LogRebuilt(level, head);
        return new PassResult(1);
    }

    private async Task<bool> IsCurrentAsync(Guid head)
    {
        var known = _redis.GetDatabase();
        var last = await known.StringGetAsync(StatisticsKeys.Head);
        if (last.IsNull) return false;
        var batch = await known.HashGetAsync(StatisticsKeys.Batch, "id");
        return last == head.ToString() || batch == head.ToString();
    }

    private static async Task RestoreTracksAsync(
        RestoreStore store, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var tracks = await RestoreQueries.TracksAsync(transaction, cancellationToken);
        await store.AddToSortedSetAsync(
            StatisticsKeys.Plays,
            from track in tracks
            where !track.Deleted && track.Plays > 0
            select (Id(track.TrackId), (RedisValue)track.Plays));
        await store.AddToHashAsync(
            StatisticsKeys.Totals,
            tracks.Select(track => (Field('s', track), (RedisValue)track.Starts)));
        await store.AddToHashAsync(
            StatisticsKeys.Totals,
            tracks.Select(track => (Field('l', track), (RedisValue)track.ListenedMs)));
        await store.AddToSetAsync(
            StatisticsKeys.Deleted,
            from track in tracks where track.Deleted select Id(track.TrackId));
    }

    private async Task RestoreWindowsAsync(
        RestoreStore store, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var deleted = (await RestoreQueries.TracksAsync(transaction, cancellationToken))
            .Where(track => track.Deleted).Select(track => track.TrackId).ToHashSet();
        foreach (var window in PlayWindow.All)
        {
            var from = DateTimeOffset.UnixEpoch + (window.Unit * (window.LastGone(now) + 1));
            var buckets = Charted(
                await RestoreQueries.BucketsAsync(
                    transaction, window.Resolution, from, cancellationToken), deleted);
            await RestoreWindowAsync(store, window, buckets);
        }

        var hours = Charted(
            await RestoreQueries.BucketsAsync(
                transaction, "hour", DateTimeOffset.UnixEpoch, cancellationToken), deleted);
        var landmark = now.ToUnixTimeSeconds() / 3600;
        await store.SetAsync(StatisticsKeys.TrendingLandmark, landmark);
        await store.AddToSortedSetAsync(
            StatisticsKeys.Trending,
            from row in hours
            group Weighted(row, landmark) by row.TrackId into weights
            select (Id(weights.Key), (RedisValue)weights.Sum()));

        var today = await RestoreQueries.BucketsAsync(
            transaction, "day", new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero),
            cancellationToken);
        await store.SetAsync(StatisticsKeys.PeaksDay, now.ToUnixTimeSeconds() / 86_400);
        await store.AddToSortedSetAsync(
            StatisticsKeys.Peaks,
            from row in today
            where row.Listeners > 0
            select (
                row.TrackId == Guid.Empty ? RedisValue.EmptyString : Id(row.TrackId),
                (RedisValue)row.Listeners));
    }

    private static async Task RestoreWindowAsync(
        RestoreStore store, PlayWindow window, IReadOnlyList<BucketRow> buckets)
    {
        await store.AddToSortedSetAsync(
            window.Index,
            buckets.Select(row => (Member(row, window), (RedisValue)window.Bucket(row.At))));
        await store.AddToHashAsync(
            window.Counts, buckets.Select(row => (Member(row, window), (RedisValue)row.Plays)));
        await store.AddToSortedSetAsync(
            window.Key,
            from row in buckets
            group row.Plays by row.TrackId into plays
            select (Id(plays.Key), (RedisValue)plays.Sum()));
    }

    private async Task RestoreSessionsAsync(
        RestoreStore store, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var liveAfter = (_time.GetUtcNow() - _options.LiveGrace).ToUnixTimeMilliseconds();
        var listeners = new Dictionary<TrackId, long>();
        await foreach (var page in RestoreQueries.SessionsAsync(transaction, cancellationToken))
        {
            await store.AddToHashAsync(
                StatisticsKeys.Sessions,
                page.Select(row => (Id(row.Id), (RedisValue)row.State.Pack())));
            var live = page
                .Where(row => row.State.Live && row.State.LiveUntilMs > liveAfter).ToList();
            await store.AddToSortedSetAsync(
                StatisticsKeys.Live,
                live.Select(row => (
                    LiveMember(row.Id, row.State.Track), (RedisValue)row.State.LiveUntilMs)));
            foreach (var (_, state) in live)
                listeners[state.Track] = listeners.GetValueOrDefault(state.Track) + 1;
        }
        await store.AddToSortedSetAsync(
            StatisticsKeys.Listeners,
            listeners.Select(entry => (entry.Key.ToRedis(), (RedisValue)entry.Value)));
    }

    private double Weighted(BucketRow row, long landmarkHour)
    {
        var hour = (long)(row.At - DateTime.UnixEpoch).TotalHours;
        var halfLives = (hour - landmarkHour) / _options.TrendingHalfLife.TotalHours;
        return row.Plays * Math.Pow(2, halfLives);
    }

    private static List<BucketRow> Charted(
        IEnumerable<BucketRow> rows, HashSet<Guid> deleted) =>
        [
            .. from row in rows
               where row.Plays > 0 && row.TrackId != Guid.Empty && !deleted.Contains(row.TrackId)
               select row,
        ];

    private static RedisValue Id(Guid id) => id.ToByteArray(bigEndian: true);

    private static RedisValue Field(char kind, TrackRow track) =>
        (byte[])[(byte)kind, .. track.TrackId.ToByteArray(bigEndian: true)];

    private static RedisValue Member(BucketRow row, PlayWindow window) =>
        (byte[])[.. row.TrackId.ToByteArray(bigEndian: true), .. window.Digits(row.At)];

    private static RedisValue LiveMember(Guid session, TrackId track) =>
        (byte[])
        [
            .. session.ToByteArray(bigEndian: true), .. track.Value.ToByteArray(bigEndian: true),
        ];
}
