using System.Text;
using System.Threading.Channels;
using AudioStreaming.StatisticsApi.Charts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>
/// <c>/stats/stream</c>: server-sent events, one <c>stats</c> event per change. A client that comes
/// back with the id of the newest event (<c>Last-Event-ID</c>) gets nothing until it changes.
/// </summary>
internal static class StreamEndpoint
{
    private static readonly byte[] Heartbeat = ": heartbeat\n\n"u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();

    public static void MapStream(this IEndpointRouteBuilder stats) =>
        stats.MapGet("/stream", StreamAsync)
            .WithName("StreamStats").WithSummary("Changes of the counts as server-sent events")
            .Produces<string>(contentType: "text/event-stream");

    private static async Task StreamAsync(
        HttpContext context, StatsFeed feed, IOptions<ChartOptions> options, TimeProvider time,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        CancellationToken cancellationToken)
    {
        var channel = feed.Open();
        if (channel is null)
        {
            await Problems.TooManyStreams().ExecuteAsync(context);
            return;
        }
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache, no-transform";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await WriteAsync(context.Response, Heartbeat, cancellationToken);
            if (feed.Last is { } last && last.Id != lastEventId)
                await WriteAsync(context.Response, last, cancellationToken);
            await PumpAsync(
                context.Response, channel.Reader, options.Value.StreamHeartbeat, time,
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            feed.Close(channel);
        }
    }

    private static async Task PumpAsync(
        HttpResponse response, ChannelReader<FeedEvent> events,
        TimeSpan heartbeat, TimeProvider time, CancellationToken cancellationToken)
    {
        var waiting = events.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            try
            {
                if (!await waiting.WaitAsync(heartbeat, time, cancellationToken)) return;
            }
            catch (TimeoutException)
            {
                await WriteAsync(response, Heartbeat, cancellationToken);
                continue;
            }
            while (events.TryRead(out var next))
                await WriteAsync(response, next, cancellationToken);
            waiting = events.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private static async Task WriteAsync(
        HttpResponse response, FeedEvent next, CancellationToken cancellationToken)
    {
        var head = Encoding.ASCII.GetBytes($"event: stats\nid: {next.Id}\ndata: ");
        await WriteAsync(response, [.. head, .. next.Data, .. End], cancellationToken);
    }

    private static async Task WriteAsync(
        HttpResponse response, byte[] bytes, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(bytes, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
