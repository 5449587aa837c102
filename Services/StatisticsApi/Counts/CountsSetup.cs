using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>The working copy of the counts: what is true now.</summary>
internal static class CountsSetup
{
    public static void AddCounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<CountsOptions>(CountsOptions.Section)
            .Min(counts => counts.SessionRetention, TimeSpan.FromHours(1))
            .Positive(counts => counts.LiveGrace)
            .Positive(counts => counts.TrendingHalfLife);
        // The scripts record spans of their own.
        builder.AddRedisClient("redis", settings => settings.DisableTracing = true);
        builder.Services.AddSingleton<StaleCounts>();
        builder.Services.AddSingleton<CountsStore>();
        builder.Services.AddSingleton<DeletedTracks>();
        builder.Services.AddPass<CountAging>();
    }
}
