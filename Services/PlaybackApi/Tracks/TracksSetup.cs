using AudioStreaming.ServiceDefaults.Caching;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>The tracks there are, as far as playing needs to know.</summary>
internal static class TracksSetup
{
    private const int MaxTracks = 100_000;

    public static void AddTracks(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddKafkaConsumer((_, consumer) =>
        {
            consumer.GroupId = $"playback-tracks-{Guid.CreateVersion7():N}";
            consumer.AutoOffsetReset = AutoOffsetReset.Latest;
            consumer.EnableAutoCommit = false;
        });
        builder.Services
            .AddCached<PlayableTrack?>(maxKiB: _ => MaxTracks, weighKiB: _ => 1)
            .AddSingleton<TrackDirectory>()
            .AddHostedService<TrackChanges>();
    }
}
