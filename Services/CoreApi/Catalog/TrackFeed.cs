using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using AudioStreaming.CoreApi.Notifications;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>
/// Tells browsers of changes: one listening connection and one read per change and replica,
/// however many browsers listen. A reader that falls behind, or all after a gap, are let go: they
/// come back and read the list anew.
/// </summary>
internal sealed partial class TrackFeed(
    DatabaseNotifications notifications, TrackReader tracks, IOptions<JsonOptions> json,
    TimeProvider time, ILogger<TrackFeed> logger) : BackgroundService
{
    private const int MostPending = 256;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Channel<byte[]>, bool> _readers = new();

    /// <summary>Events as the wire has them, until the reader is let go.</summary>
    public Channel<byte[]> Subscribe()
    {
        var channel = Channel.CreateBounded<byte[]>(MostPending);
        _readers[channel] = true;
        CoreApiTelemetry.ReaderCame();
        return channel;
    }

    public void Unsubscribe(Channel<byte[]> reader)
    {
        if (_readers.TryRemove(reader, out _)) CoreApiTelemetry.ReaderWent();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = notifications.Subscribe("catalog_tracks");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await changes.WaitAsync(LongestWait, stoppingToken);
                if (batch.Missed) LetGo(_readers.Keys);
                if (batch.Payloads.Count > 0 && !_readers.IsEmpty)
                    await PublishAsync(batch.Payloads, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                FeedInterrupted(fault);
                LetGo(_readers.Keys);
                await Task.Delay(RetryDelay, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        LetGo(_readers.Keys);
    }

    private async Task PublishAsync(
        IReadOnlyList<string> payloads, CancellationToken cancellationToken)
    {
        var ids = payloads.Select(Guid.Parse).ToArray();
        var found = (await tracks.FindAsync(ids, cancellationToken))
            .ToDictionary(track => track.TrackId.Value);
        foreach (var id in ids)
        {
            var message = found.TryGetValue(id, out var track)
                ? Encode("track", track)
                : Encode("deleted", new { track_id = id });
            foreach (var reader in _readers.Keys)
            {
                if (reader.Writer.TryWrite(message)) continue;
                CoreApiTelemetry.ReaderFellBehind();
                LetGo([reader]);
            }
        }
    }

    private byte[] Encode<T>(string name, T data) => Encoding.UTF8.GetBytes(
        $"event: {name}\ndata: {JsonSerializer.Serialize(data, json.Value.SerializerOptions)}\n\n");

    private void LetGo(IEnumerable<Channel<byte[]>> readers)
    {
        foreach (var reader in readers)
        {
            reader.Writer.TryComplete();
            Unsubscribe(reader);
        }
    }
}
