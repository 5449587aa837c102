using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Converter;
using AudioStreaming.CoreApi;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.Storage;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AudioStreaming.Converter.Tests;

/// <summary>
/// A catalog of its own with the service that owns it and empties its outbox, an object store, and
/// converters that work on them.
/// </summary>
public sealed class ConverterHarness : IAsyncDisposable
{
    private readonly List<WebApplication> _hosts = [];
    private readonly IProducer<string, byte[]> _producer;
    private readonly Dictionary<string, string> _settings;

    private ConverterHarness(InfrastructureFixture infrastructure, string database, string objects)
    {
        _settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={objects}",
            ["urls"] = "http://127.0.0.1:0",
            ["Converter:Jobs:ConsumerGroup"] = Path.GetRandomFileName(),
            ["Converter:Jobs:FirstBackoff"] = "00:00:00.050",
            ["Converter:Jobs:PollInterval"] = "00:00:00.500",
        };
        Database = NpgsqlDataSource.Create(database);
        Store = StorageSetup.Create($"Path={objects}", "objects", TimeProvider.System);
        _producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig { BootstrapServers = infrastructure.Kafka, LingerMs = 0 }).Build();
        Sent = new SentMessages(infrastructure.Kafka);
    }

    public NpgsqlDataSource Database { get; }

    public IObjectStore Store { get; }

    public IReadOnlyDictionary<string, string> Settings => _settings;

    public SentMessages Sent { get; }

    public static async Task<ConverterHarness> CreateAsync(InfrastructureFixture infrastructure)
    {
        var database = await infrastructure.CreateDatabaseAsync();
        var objects = Path.Combine(infrastructure.Directory, $"objects-{Path.GetRandomFileName()}");
        var harness = new ConverterHarness(infrastructure, database, objects);
        await SqlMigrations.ApplyAsync(
            harness.Database, typeof(CoreApiSetup).Assembly, "catalog", CancellationToken.None);
        await harness.StartAsync(builder => builder.AddCoreApi());
        return harness;
    }

    /// <summary>Starts a converter in this process.</summary>
    public Task<WebApplication> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(builder => builder.AddConverter(), settings);

    /// <summary>Stores a file as an upload would, without a message to the converters.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">If the name does not say.</param>
    /// <param name="job">What the row says of the job.</param>
    public async Task<TrackId> AddAsync(
        string path, string? format = null, WaitingJob? job = null)
    {
        job ??= new WaitingJob();
        var track = TrackId.New(TimeProvider.System);
        format ??= Path.GetExtension(path)[1..];
        var key = ObjectKeys.Original(track, format);
        await using (var file = File.OpenRead(path))
            await Store.PutAsync(key, file, "application/octet-stream", CancellationToken.None);
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, expected_length, lane,
              uploaded_at, trace_parent)
            VALUES (
              @Id, 'Artist', 'Title', 'file', @Key, @Format, @Size, @Hash, @Hash, @Length, @Lane,
              now() - @Waited, @TraceParent)
            """,
            new
            {
                Id = track.Value,
                Key = key,
                Format = format,
                Size = Math.Max(1, new FileInfo(path).Length),
                Hash = new byte[32],
                job.Length,
                job.Lane,
                job.Waited,
                job.TraceParent,
            });
        return track;
    }

    /// <param name="track">To be converted.</param>
    /// <param name="key">Decides the partition; the track if not given.</param>
    /// <returns>Where the message stands.</returns>
    public Task<TopicPartitionOffset> RequestAsync(TrackId track, string? key = null)
    {
        var request = TranscodeRequested.New(TimeProvider.System.GetUtcNow(), track);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            request, ContractsJson.Default.TranscodeRequested);
        return ProduceAsync(key ?? track.ToString(), json);
    }

    public async Task<TopicPartitionOffset> ProduceAsync(string key, byte[] value)
    {
        var result = await _producer.ProduceAsync(
            Topics.TranscodeJobs,
            new Message<string, byte[]> { Key = key, Value = value });
        return result.TopicPartitionOffset;
    }

    /// <summary>Adds, requests and waits until the track is ready or failed.</summary>
    public async Task<TrackRow> ConvertAsync(
        string path, string? format = null, TimeSpan? timeout = null)
    {
        var track = await AddAsync(path, format);
        await RequestAsync(track);
        return await FinishedAsync(track, timeout);
    }

    public async Task<TrackRow> FinishedAsync(TrackId track, TimeSpan? timeout = null)
    {
        TrackRow row = default!;
        await Eventually.TrueAsync(
            async () => (row = await RowAsync(track)).Status is "ready" or "failed",
            $"track {track} is neither ready nor failed", timeout ?? TimeSpan.FromMinutes(3));
        return row;
    }

    /// <summary>Waits until one of the tracks is being worked on, or all are ready.</summary>
    public Task WorkingAsync(IReadOnlyCollection<TrackId> tracks) => Eventually.TrueAsync(
        async () =>
        {
            var rows = await Task.WhenAll(tracks.Select(RowAsync));
            return rows.Any(row => row.Status == "processing")
                || rows.All(row => row.Status == "ready");
        },
        "nobody works", TimeSpan.FromMinutes(1));

    public async Task<TrackRow> RowAsync(TrackId track)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<TrackRow>(
            """
            SELECT
              id, status, failure_reason AS FailureReason, version, attempts, hls_key AS HlsKey,
              artwork_key AS ArtworkKey, waveform_key AS WaveformKey, duration_ms AS DurationMs,
              loudness_lufs AS LoudnessLufs, true_peak_dbtp AS TruePeakDbtp, codec,
              sample_rate_hz AS SampleRateHz, channels, bit_depth AS BitDepth, album, year,
              replaygain_track_db AS ReplayGainTrackDb, bit_rate_bps AS BitRateBps, lane,
              expected_length AS ExpectedLength
            FROM catalog.tracks
            WHERE id = @Id
            """,
            new { Id = track.Value });
    }

    public async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await Store.OpenAsync(key, null, CancellationToken.None)
            ?? throw new InvalidOperationException($"there is no object {key}");
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public async Task<IReadOnlyList<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var found in Store.ListAsync(prefix, CancellationToken.None))
            keys.Add(found.Key);
        return keys;
    }

    private async Task<WebApplication> StartAsync(
        Action<IHostApplicationBuilder> add, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(_settings!);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults();
        add(builder);
        var host = builder.Build();
        await host.StartAsync();
        _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
        Sent.Dispose();
        _producer.Dispose();
        await Database.DisposeAsync();
    }
}

public sealed record TrackRow(
    Guid Id, string Status, string? FailureReason, long Version, int Attempts, string? HlsKey,
    string? ArtworkKey, string? WaveformKey, long? DurationMs, double? LoudnessLufs,
    double? TruePeakDbtp, string? Codec, int? SampleRateHz, int? Channels, int? BitDepth,
    string? Album, int? Year, double? ReplayGainTrackDb, int? BitRateBps, int? Lane,
    TimeSpan ExpectedLength)
{
    public TrackId TrackId => new(Id);
}
