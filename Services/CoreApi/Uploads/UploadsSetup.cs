using System.Threading.RateLimiting;
using AudioStreaming.Audio;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>Uploads: the endpoint and its saga.</summary>
internal static class UploadsSetup
{
    private const string Policy = "uploads";
    private const int RetryAfterSeconds = 10;
    private const string TooMany = "too many uploads are under way; please try again in a moment";

    public static void AddUploads(this IHostApplicationBuilder builder)
    {
        AddOptions(builder.Services);
        builder.Services.AddSingleton<UploadSaga>();
        builder.Services.AddSingleton<UploadReceiver>();
        builder.Services.AddRateLimiter(limiter => limiter.OnRejected = RejectAsync);
        builder.Services.AddOptions<RateLimiterOptions>()
            .Configure<IOptions<UploadOptions>>((limiter, uploads) =>
                limiter.AddConcurrencyLimiter(Policy, concurrency =>
                    concurrency.PermitLimit = uploads.Value.MaxConcurrent));
    }

    public static void MapUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/upload", UploadTrack.HandleAsync)
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
            .WithRequestExample(UploadFields.Example)
            .WithExample(StatusCodes.Status201Created, UploadFields.ExampleAnswer)
            .WithProblem(
                ProblemKinds.InvalidRequest, "artist must not be longer than 255 characters")
            .WithProblem(ProblemKinds.Timeout, "nothing was received for 30 seconds")
            .WithProblem(
                ProblemKinds.TooLarge, "the file is larger than the limit of 209715200 bytes")
            .WithProblem(
                ProblemKinds.UnsupportedMediaType, AudioRefusedException.Unknown().Message)
            .WithProblem(ProblemKinds.TooManyRequests, TooMany)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async ValueTask RejectAsync(
        OnRejectedContext context, CancellationToken cancellationToken)
    {
        context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
        await ProblemKinds.TooManyRequests
            .Result(TooMany)
            .ExecuteAsync(context.HttpContext);
    }

    private static void AddOptions(IServiceCollection services) =>
        services.AddValidatedOptions<UploadOptions>(UploadOptions.Section)
            .Min(uploads => uploads.MaxFileBytes, 1)
            .Range(uploads => uploads.MaxConcurrent, 1, 10_000)
            .Positive(uploads => uploads.IdleTimeout)
            .Validate(
                uploads => uploads.MinBytesPerSecond >= 0,
                "Uploads:MinBytesPerSecond must not be negative, such as 1024, or 0 for any rate")
            .Validate(
                uploads => uploads.SlowStart > TimeSpan.FromSeconds(1),
                "Uploads:SlowStart must be longer than 1 s, such as 00:00:10")
            .Min(uploads => uploads.Lease, TimeSpan.FromSeconds(1))
            .Positive(uploads => uploads.RecoveryInterval);
}
