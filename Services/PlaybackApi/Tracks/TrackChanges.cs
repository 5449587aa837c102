using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>
/// Forgets remembered tracks that have changed, so that a deleted one is not served any longer.
/// Every replica reads the whole topic, each as a group of its own, from now on. A message that is
/// missed costs no more than the time the directory remembers anything.
/// </summary>
internal sealed partial class TrackChanges(
    IConsumer<byte[], byte[]> consumer, RecordSignature signature, TrackDirectory tracks,
    ILogger<TrackChanges> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(
            () => FollowAsync(stoppingToken), stoppingToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        consumer.Subscribe(Topics.TrackEvents);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(PollTime) is { Message.Value: { } value } record
                    && signature.Accepts(record))
                    await ApplyAsync(value);
            }
            catch (ConsumeException fault)
            {
                LogInterrupted(fault.Error.Reason);
                await tracks.ForgetAllAsync();
            }
        }
        consumer.Close();
    }

    private async ValueTask ApplyAsync(byte[] value)
    {
        try
        {
            var change = JsonSerializer.Deserialize(value, ContractsJson.Default.TrackChanged);
            if (change is not null) await tracks.ForgetAsync(change.TrackId);
        }
        catch (JsonException)
        {
            // Whoever owns this topic's processing reports it; here it costs a little freshness.
            await tracks.ForgetAllAsync();
        }
    }
}
