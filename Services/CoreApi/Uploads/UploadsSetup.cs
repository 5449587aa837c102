using System.Threading.RateLimiting;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>Uploads: the endpoint, the saga, and the pass that ends what a crash left.</summary>
internal static class UploadsSetup
{
    private const string Policy = "uploads";
    private const int RetryAfterSeconds = 10;

    public static IHostApplicationBuilder AddUploads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<UploadOptions>()
            .BindConfiguration(UploadOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.Lease >= TimeSpan.FromSeconds(1)
                    && options.IdleTimeout > TimeSpan.Zero
                    && options.RecoveryInterval > TimeSpan.Zero,
                "Uploads:Lease must be at least 1 s, Uploads:IdleTimeout and "
                + "Uploads:RecoveryInterval more than 0")
            .ValidateOnStart();
        builder.Services.AddSingleton<UploadSaga>();
        builder.Services.AddSingleton<UploadReceiver>();
        builder.Services.AddSingleton<UploadRecovery>();
        builder.Services.AddHostedService(
            services => services.GetRequiredService<UploadRecovery>());
        builder.Services.AddRateLimiter(limiter => limiter.OnRejected = RejectAsync);
        builder.Services.AddOptions<RateLimiterOptions>()
            .Configure<IOptions<UploadOptions>>((limiter, uploads) =>
                limiter.AddConcurrencyLimiter(Policy, concurrency =>
                    concurrency.PermitLimit = uploads.Value.MaxConcurrent));
        return builder;
    }

    public static void MapUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/upload", UploadEndpoint.HandleAsync)
            .RequireRateLimiting(Policy)
            .DisableAntiforgery()
            .WithName("uploadTrack")
            .WithSummary("Upload an audio file")
            .WithDescription(
                "Takes one MP3, FLAC or WAV file; its content decides the type, not its name. "
                + "artist and title may be left out where the file's tags have them. The parts "
                + "may come in any order. Content-MD5, Content-Digest and Repr-Digest are "
                + "verified, of the request as a whole and of the file's part.")
            .Accepts<UploadFields>("multipart/form-data")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithExample(StatusCodes.Status201Created, UploadFields.ExampleAnswer)
            .WithExample(StatusCodes.Status413PayloadTooLarge, UploadFields.ExampleTooLarge);

    private static async ValueTask RejectAsync(
        OnRejectedContext context, CancellationToken cancellationToken)
    {
        context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
        await ProblemKinds.TooManyRequests
            .Result("too many uploads are under way; please try again in a moment")
            .ExecuteAsync(context.HttpContext);
    }
}
