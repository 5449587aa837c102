using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Downloads;
using AudioStreaming.CoreApi.Notifications;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.CoreApi.Recovery;
using AudioStreaming.CoreApi.Uploads;
using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;

namespace AudioStreaming.CoreApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class CoreApiSetup
{
    public static IHostApplicationBuilder AddCoreApi(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddObjectStore("objects");
        builder.AddKafkaTopics("kafka");
        builder.AddKafkaHealth("kafka");
        builder.AddProblems();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        builder.AddSchema("catalog", typeof(CoreApiSetup).Assembly);
        builder.Services.AddSingleton<CoreApiTelemetry>();
        builder.AddNotifications();
        builder.AddCatalog();
        builder.AddUploads();
        builder.AddDeletion();
        builder.AddDownloads();
        builder.AddOutbox();
        builder.AddRecovery();
        builder.Services.AddOpenApi();
        builder.AddApiDescription(
            "Core API",
            "Uploads, the catalog and downloads. Nobody has an account: what an upload answers "
            + "with, the manage token, is the only way to change or delete its track.");
        return builder;
    }

    public static WebApplication MapCoreApi(this WebApplication app)
    {
        app.UseProblems();
        app.UseRateLimiter();
        app.MapApiDescription();
        app.MapUploads();
        app.MapCatalog();
        app.MapDownloads();
        return app;
    }
}
