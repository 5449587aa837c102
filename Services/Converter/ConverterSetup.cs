using AudioStreaming.Converter.Claims;
using AudioStreaming.Converter.Jobs;
using AudioStreaming.Converter.Sandboxing;
using AudioStreaming.Converter.Transcoding;
using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.Storage;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AudioStreaming.Converter;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class ConverterSetup
{
    public static IHostApplicationBuilder AddConverter(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddKafkaHealth("kafka");
        builder.AddKafkaConsumer<string, byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.GroupId =
                builder.Configuration[JobOptions.ConsumerGroupKey] ?? "converter";
            // A killed worker's partitions pass on after this time, not after Kafka's 45 s.
            settings.Config.SessionTimeoutMs = 10_000;
            settings.Config.EnableAutoCommit = false;
            settings.Config.AutoOffsetReset = AutoOffsetReset.Earliest;
        });
        builder.AddObjectStore("objects");
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ConverterTelemetry>();
        services.AddSingleton(provider => provider.GetRequiredService<ConverterTelemetry>().Source);
        AddOptions<JobOptions>(services, JobOptions.Section);
        AddOptions<TranscodingOptions>(services, TranscodingOptions.Section);
        AddOptions<SandboxOptions>(services, SandboxOptions.Section);

        services.AddSingleton<Sandbox>();
        services.AddSingleton<Originals>();
        services.AddSingleton<SourceProbe>();
        services.AddSingleton<SourceInspection>();
        services.AddSingleton<CoverArt>();
        services.AddSingleton<Transcoder>();
        services.AddSingleton<JobAnnouncements>();
        services.AddSingleton<TrackClaims>();
        services.AddSingleton<TrackConversion>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobWorkers>();
        services.AddSingleton<QueueDepth>();
        services.AddHostedService<JobConsumer>();
        services.AddHostedService<AbandonedTracks>();
        return builder;
    }

    /// <summary>A worker has no routes of its own: health is a service default.</summary>
    public static WebApplication MapConverter(this WebApplication app) => app;

    private static void AddOptions<T>(IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>()
            .BindConfiguration(section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
}
