using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Downloads;
using AudioStreaming.CoreApi.Notifications;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.CoreApi.Recovery;
using AudioStreaming.CoreApi.Uploads;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.Storage;

namespace AudioStreaming.CoreApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class CoreApiSetup
{
    public static IHostApplicationBuilder AddCoreApi(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddSchema("catalog", typeof(CoreApiSetup).Assembly);
        builder.AddObjectStore("objects");
        builder.AddKafkaTopics();
        builder.Services.AddSingleton<CoreApiTelemetry>();
        builder.AddNotifications();
        builder.AddCatalog();
        builder.AddUploads();
        builder.AddDeletion();
        builder.AddDownloads();
        builder.AddOutbox();
        builder.AddRecovery();
        builder.Services.AddOpenApi();
        builder.AddHttpApi(
            "Core API",
            "Uploads, the catalog and downloads. Nobody has an account: what an upload answers "
            + "with, the manage token, is the only way to change or delete its track.");
        return builder;
    }

    public static WebApplication MapCoreApi(this WebApplication app)
    {
        app.UseHttpApi();
        app.UseRateLimiter();
        app.MapUploads();
        app.MapCatalog();
        app.MapDownloads();
        return app;
    }
}
