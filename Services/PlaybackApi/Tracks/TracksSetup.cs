using AudioStreaming.ServiceDefaults.Caching;
using AudioStreaming.ServiceDefaults.Messaging;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>The tracks there are, as far as playing needs to know.</summary>
internal static class TracksSetup
{
    private const int MaxTracks = 100_000;

    public static void AddTracks(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddKafkaHealth("kafka");
        builder.AddKafkaConsumer<string, byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.GroupId = $"playback-tracks-{Guid.CreateVersion7():N}";
            settings.Config.AutoOffsetReset = AutoOffsetReset.Latest;
            settings.Config.EnableAutoCommit = false;
        });
        builder.Services
            .AddCached<PlayableTrack?>(maxKiB: _ => MaxTracks, weighKiB: _ => 1)
            .AddSingleton<TrackDirectory>()
            .AddHostedService<TrackChanges>();
    }
}
