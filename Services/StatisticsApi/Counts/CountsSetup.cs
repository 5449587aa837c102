using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>The working copy of the counts: what is true now.</summary>
internal static class CountsSetup
{
    public static void AddCounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<CountsOptions>(CountsOptions.Section)
            .Validate(
                counts => counts.SessionRetention >= TimeSpan.FromHours(1),
                "Statistics:Counts:SessionRetention must be at least 01:00:00")
            .Validate(
                counts => counts.LiveGrace > TimeSpan.Zero,
                "Statistics:Counts:LiveGrace must be longer than zero, such as 00:00:04")
            .Validate(
                counts => counts.TrendingHalfLife > TimeSpan.Zero,
                "Statistics:Counts:TrendingHalfLife must be longer than zero, such as 12:00:00");
        // The scripts record spans of their own.
        builder.AddRedisClient("redis", settings => settings.DisableTracing = true);
        builder.Services.AddSingleton<StaleCounts>();
        builder.Services.AddSingleton<CountsStore>();
        builder.Services.AddSingleton<DeletedTracks>();
        builder.Services.AddPass<CountAging>();
    }
}
