using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary><c>POST /upload</c></summary>
internal static class UploadTrack
{
    private const int LongestBoundary = 128;

    /// <summary>What a form may need beside the file.</summary>
    private const int FormOverhead = 256 * 1024;

    public static async Task<Results<Created<UploadResponse>, ProblemHttpResult>> HandleAsync(
        HttpContext context, UploadReceiver receiver, IOptions<UploadOptions> options,
        CoreApiTelemetry telemetry, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return ProblemKinds.UnsupportedMediaType.Result(
                "send a form (multipart/form-data) with artist, title and file");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            return ProblemKinds.InvalidRequest.Result("the form's boundary is missing or too long");
        try
        {
            SetLimits(context, options.Value);
            using var digests = DigestCheck.Of(name => request.Headers[name]);
            using var form = new UploadForm(request.Body, boundary, digests, options.Value);
            var response = await receiver.ReceiveAsync(
                form, UploadLane.Parse(request.Headers[UploadLane.Header]), cancellationToken);
            return TypedResults.Created($"/tracks/{response.TrackId}", response);
        }
        catch (RequestRefusedException refused)
        {
            telemetry.UploadRefused(refused.Kind.Error);
            return refused.Kind.Result(refused.Message);
        }
        catch
        {
            telemetry.UploadFailed();
            throw;
        }
    }

    /// <summary>
    /// The limit is kept while reading; one announced in advance is refused at once.
    /// </summary>
    private static void SetLimits(HttpContext context, UploadOptions options)
    {
        if (context.Request.ContentLength - FormOverhead > options.MaxFileBytes)
            throw RequestRefusedException.TooLarge(options.MaxFileBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = options.MinBytesPerSecond > 0
                ? new MinDataRate(options.MinBytesPerSecond, options.SlowStart)
                : null;
    }
}
