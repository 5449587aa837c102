using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>What happens to tracks, as far as the counts are concerned. Idempotent.</summary>
internal sealed class TrackEvents(
    RecordSignature signature, DeletedTracks deleted, DeadLetters deadLetters)
{
    public async Task ApplyAsync(
        IReadOnlyList<ConsumeResult<byte[], byte[]>> records, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        foreach (var record in records)
        {
            using var activity = StatisticsTelemetry.StartTrackEvent(record);
            if (await ObjectionAsync(record, cancellationToken) is { } reason)
                letters.Add(new DeadLetter(record, reason));
        }
        await deadLetters.AddAsync(letters, cancellationToken);
    }

    private async Task<string?> ObjectionAsync(
        ConsumeResult<byte[], byte[]> record, CancellationToken cancellationToken)
    {
        if (!signature.Accepts(record)) return RecordSignature.Missing;
        try
        {
            var change = JsonSerializer.Deserialize(
                record.Message.Value, ContractsJson.Default.TrackChanged);
            return change is not { Change: TrackChange.Deleted }
                || await deleted.ForgetAsync(change.TrackId, change.At, cancellationToken)
                    ? null
                    : "the catalogue still has this track";
        }
        catch (JsonException)
        {
            return "not a track event";
        }
    }
}
