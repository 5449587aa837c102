using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>Counts the next records of one partition.</summary>
internal sealed partial class PartitionIngest(
    CountsStore store, RecordSignature signature, PlaybackEventReader reader,
    DeadLetters deadLetters, FaultPoints faults, IOptions<CountsOptions> options,
    StatisticsTelemetry telemetry, ILogger<PartitionIngest> logger)
{
    /// <param name="logId">The log's id.</param>
    /// <param name="records">Records of one partition, as consumed.</param>
    /// <param name="before">How far the partition was counted when the consumer got them.</param>
    /// <param name="cancellationToken">Stops before anything is counted.</param>
    /// <returns>How far it is counted now, or null if that must be asked.</returns>
    public async Task<Progress?> ApplyAsync(
        string logId, IReadOnlyList<ConsumeResult<byte[], byte[]>> records, Progress before,
        CancellationToken cancellationToken)
    {
        using var activity = StatisticsTelemetry.StartBatch(records);
        var started = Stopwatch.GetTimestamp();
        var partition = records[0].Partition.Value;
        ReportJumps(partition, before.NextOffset, records);
        var messages = await ReadAsync(records, cancellationToken);
        await faults.ReachAsync("ingest.read");

        var known = await store.ReadSessionsAsync(
            [.. messages.Select(message => message.SessionId).Distinct()]);
        if (known is null) return null;
        var fold = new PartitionFold(
            partition, before.WatermarkMs, known, options.Value.SessionRetention);
        foreach (var message in messages) fold.Add(message);
        if (fold.Late > 0) ReportLate(partition, fold.Late);

        await faults.ReachAsync("ingest.folded");
        var after = Progress.At(records[^1].Offset.Value + 1, fold.WatermarkMs);
        var outcome = await store.ApplyAsync(logId, partition, before, after, fold);
        await faults.ReachAsync("ingest.applied");
        if (outcome != ApplyOutcome.Applied) return null;
        if (fold.Moved.Count > 0) LogMoved(fold.Moved.Count, partition);
        telemetry.BatchCounted(messages.Count, Stopwatch.GetElapsedTime(started));
        return after;
    }

    private async Task<List<PlaybackEvent>> ReadAsync(
        IReadOnlyList<ConsumeResult<byte[], byte[]>> records, CancellationToken cancellationToken)
    {
        var messages = new List<PlaybackEvent>(records.Count);
        var letters = new List<DeadLetter>();
        foreach (var record in records)
        {
            var (message, reason) = signature.Accepts(record)
                ? reader.Read(record.Message.Value)
                : (null, RecordSignature.Missing);
            if (message is not null) messages.Add(message);
            else letters.Add(new DeadLetter(record, reason!));
        }
        await deadLetters.AddAsync(letters, cancellationToken);
        return messages;
    }

    private void ReportJumps(
        int partition, long expected, IReadOnlyList<ConsumeResult<byte[], byte[]>> records)
    {
        foreach (var record in records)
        {
            var offset = record.Offset.Value;
            if (offset > expected)
            {
                telemetry.RecordsLost(offset - expected);
                LogGap(partition, expected, offset, offset - expected);
            }
            if (offset < expected) LogWentBack(partition, expected, offset);
            expected = offset + 1;
        }
    }

    private void ReportLate(int partition, int count)
    {
        telemetry.EventsLate(count);
        LogLate(count, partition, options.Value.SessionRetention);
    }
}
