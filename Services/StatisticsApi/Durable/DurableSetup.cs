using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>The record of the counts in PostgreSQL.</summary>
internal static class DurableSetup
{
    public static void AddDurable(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<FlushOptions>(FlushOptions.Section)
            .Positive(flush => flush.Interval)
            .Positive(flush => flush.RetentionInterval)
            .Validate(
                flush => flush.KeepMinutes >= TimeSpan.FromHours(25),
                "Statistics:Flush:KeepMinutes must be at least 1.01:00:00: the 24 hour chart is "
                + "rebuilt from the minutes")
            .Validate(
                flush => flush.KeepHours >= TimeSpan.FromDays(8),
                "Statistics:Flush:KeepHours must be at least 8.00:00:00: the 7 day chart is "
                + "rebuilt from the hours");
        builder.AddNpgsqlDataSource("database");
        builder.AddSchema("statistics", typeof(DurableSetup).Assembly);
        builder.Services.AddSingleton<FlushStore>();
        builder.Services.AddSingleton<FlushWriter>();
        builder.Services.AddPass<FlushPass>();
        builder.Services.AddPass<RetentionPass>();
    }
}
