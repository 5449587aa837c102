using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>What happens to tracks, as far as the counts are concerned. Idempotent.</summary>
internal sealed class TrackEvents(DeletedTracks deleted, DeadLetters deadLetters)
{
    public async Task ApplyAsync(
        IReadOnlyList<ConsumeResult<byte[], byte[]>> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            using var activity = StatisticsTelemetry.StartTrackEvent(record);
            try
            {
                var change = JsonSerializer.Deserialize(
                    record.Message.Value, ContractsJson.Default.TrackChanged);
                if (change is { Change: TrackChange.Deleted })
                    await deleted.ForgetAsync(change.TrackId, change.At, cancellationToken);
            }
            catch (JsonException)
            {
                await deadLetters.AddAsync(record, "not a track event", cancellationToken);
            }
        }
    }
}
