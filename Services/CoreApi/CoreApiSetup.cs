using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.CoreApi.Deletion;
using AudioStreaming.CoreApi.Downloads;
using AudioStreaming.CoreApi.Migrations;
using AudioStreaming.CoreApi.Notifications;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.CoreApi.Uploads;
using AudioStreaming.ServiceDefaults.Messaging;
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
        builder.Services.AddHostedService<CatalogSchema>();
        builder.Services.AddSingleton<DatabaseNotifications>();
        builder.Services.AddHostedService(
            services => services.GetRequiredService<DatabaseNotifications>());
        builder.AddUploads();
        builder.AddCatalog();
        builder.AddDeletion();
        builder.AddDownloads();
        builder.AddOutbox();
        builder.Services.AddOpenApi();
        builder.AddApiDescription(
            "Core API",
            "Uploads, the catalog and downloads. Nobody has an account: what an upload answers "
            + "with, the manage token, is the only way to change or delete its track.");
        return builder;
    }

    /// <summary>
    /// With <c>--migrate-only</c>, brings the schema up to date and returns true: the service has
    /// nothing more to do. For deployments that migrate before they start anything.
    /// </summary>
    public static async Task<bool> MigrateOnlyAsync(this WebApplication app, string[] args)
    {
        if (!args.Contains("--migrate-only")) return false;
        await ActivatorUtilities.CreateInstance<CatalogSchema>(app.Services)
            .StartingAsync(app.Lifetime.ApplicationStopping);
        return true;
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
