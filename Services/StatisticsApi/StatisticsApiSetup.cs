using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Flush;
using AudioStreaming.StatisticsApi.Ingest;
using AudioStreaming.StatisticsApi.Live;
using AudioStreaming.StatisticsApi.Series;
using AudioStreaming.StatisticsApi.Stream;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AudioStreaming.StatisticsApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class StatisticsApiSetup
{
    public static IHostApplicationBuilder AddStatisticsApi(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddRedisClient("redis", settings => settings.DisableTracing = true);
        builder.AddProblems();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, StatisticsJson.Default);
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StatisticsTelemetry>();
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(StatisticsTelemetry.Name));

        // Hosted services start in this order and stop in the reverse one: what ingest still
        // drains is flushed after it.
        builder.AddSchema("statistics", typeof(StatisticsApiSetup).Assembly);
        builder.AddFlush();
        builder.AddIngest();
        builder.AddCharts();
        builder.Services.AddOpenApi();
        builder.AddApiDescription(
            "Statistics API",
            "Who listens now, charts, totals and series; how they are counted is in "
            + "docs/methodology.md.");
        return builder;
    }

    public static WebApplication MapStatisticsApi(this WebApplication app)
    {
        app.UseProblems();
        var stats = app.MapGroup("/stats").WithTags("Statistics")
            .WithProblem(ProblemKinds.Unavailable, Problems.BeingRestored);
        stats.MapCharts();
        stats.MapStream();
        stats.MapSeries();
        app.MapApiDescription();
        return app;
    }

    private static void AddFlush(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FlushOptions>()
            .BindConfiguration(FlushOptions.Section)
            .Validate(
                flush => flush.Interval > TimeSpan.Zero,
                "Statistics:Flush:Interval must be longer than zero, such as 00:00:05")
            .Validate(
                flush => flush.KeepMinutes >= TimeSpan.FromHours(25),
                "Statistics:Flush:KeepMinutes must be at least 1.01:00:00: the 24 hour chart is "
                + "rebuilt from the minutes")
            .Validate(
                flush => flush.KeepHours >= TimeSpan.FromDays(8),
                "Statistics:Flush:KeepHours must be at least 8.00:00:00: the 7 day chart is "
                + "rebuilt from the hours")
            .ValidateOnStart();
        builder.Services.AddSingleton<FlushStore>();
        builder.Services.AddSingleton<FlushWriter>();
        builder.Services.AddSingleton<Flusher>();
        builder.Services.AddSingleton<Rebuilder>();
        builder.Services.AddSingleton<Retention>();
        builder.Services.AddHostedService<FlushWorker>();
    }

    private static void AddIngest(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IngestOptions>()
            .BindConfiguration(IngestOptions.Section)
            .Validate(
                ingest => ingest.BatchSize is > 0 and <= 100_000,
                "Statistics:Ingest:BatchSize must be from 1 to 100000")
            .Validate(
                ingest => ingest.LiveGrace > TimeSpan.Zero,
                "Statistics:Ingest:LiveGrace must be longer than zero, such as 00:00:04")
            .Validate(
                ingest => ingest.SessionRetention >= TimeSpan.FromHours(1),
                "Statistics:Ingest:SessionRetention must be at least 01:00:00")
            .ValidateOnStart();
        builder.AddKafkaHealth("kafka");
        builder.AddKafkaConsumer<byte[], byte[]>("kafka", Configure, SetHandlers);
        builder.AddKafkaProducer<byte[], byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.EnableIdempotence = true;
            settings.Config.Acks = Acks.All;
        });
        builder.Services.AddSingleton<PartitionPositions>();
        builder.Services.AddSingleton<StoredPositions>();
        builder.Services.AddSingleton<PartitionIngest>();
        builder.Services.AddSingleton<PlaybackEventReader>();
        builder.Services.AddSingleton<IngestStore>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<LogIdentity>();
        builder.Services.AddSingleton<TrackEvents>();
        builder.Services.AddSingleton<IngestHealth>();
        builder.Services.AddHealthChecks().AddCheck<IngestHealth>("ingest");
        builder.Services.AddHostedService<IngestWorker>();
    }

    private static void AddCharts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ChartOptions>()
            .BindConfiguration(ChartOptions.Section)
            .Validate(
                charts => charts.Tick >= TimeSpan.FromMilliseconds(50),
                "Statistics:Charts:Tick must be at least 00:00:00.05")
            .Validate(
                charts => charts.TrendingHalfLife > TimeSpan.Zero,
                "Statistics:Charts:TrendingHalfLife must be longer than zero, such as 12:00:00")
            .ValidateOnStart();
        builder.Services.AddSingleton<BoardReader>();
        builder.Services.AddSingleton<CurrentBoard>();
        builder.Services.AddSingleton<TrackDirectory>();
        builder.Services.AddSingleton<StatsFeed>();
        builder.Services.AddSingleton<CountAging>();
        builder.Services.AddSingleton<TrackStats>();
        builder.Services.AddSingleton<TimeSeries>();
        builder.Services.AddHostedService<CountAgingWorker>();
        builder.Services.AddHostedService<BoardWorker>();
    }

    private static void Configure(Aspire.Confluent.Kafka.KafkaConsumerSettings settings)
    {
        settings.LeaveToService();
        var config = settings.Config;
        config.GroupId ??= "statistics-api";
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnableAutoOffsetStore = false;
        config.AllowAutoCreateTopics = true;
        config.SessionTimeoutMs ??= 10_000;
        config.FetchWaitMaxMs = 50;
        // Of the rest nothing is looked at; headers carry traces.
        config.ConsumeResultFields = "topic,headers";
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.Range;
    }

    private static void SetHandlers(
        IServiceProvider services, ConsumerBuilder<byte[], byte[]> consumer)
    {
        var positions = services.GetRequiredService<PartitionPositions>();
        consumer
            .SetPartitionsAssignedHandler((_, partitions) => positions.Assign(partitions))
            .SetPartitionsRevokedHandler((_, partitions) =>
                positions.Revoke(partitions.Select(partition => partition.TopicPartition)));
    }
}
