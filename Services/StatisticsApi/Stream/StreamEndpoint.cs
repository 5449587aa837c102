using System.ComponentModel;
using System.Text;
using System.Threading.Channels;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
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
            .WithName("StreamStats")
            .WithSummary("Changes of the counts as server-sent events")
            .WithDescription(
                "One event, stats, whenever something changed, at most a few times a second; its "
                + "data is the whole of what is shown. Comments keep the connection alive. Who "
                + "reads too slowly is dropped, and gets the newest on connecting again.")
            .Produces<string>(contentType: "text/event-stream")
            .WithTextExample(StatusCodes.Status200OK, ChartExamples.Changes)
            .WithProblem(ProblemKinds.Unavailable, Problems.TooManyOpen);

    /// <param name="context">The request.</param>
    /// <param name="feed">Gives the changes.</param>
    /// <param name="options">How often to say that there are none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="lastEventId">As browsers send it on connecting again.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    internal static async Task StreamAsync(
        HttpContext context, StatsFeed feed, IOptions<ChartOptions> options, TimeProvider time,
        [FromHeader(Name = "Last-Event-ID"), Description(
            "The last event's id: nothing is sent until something has changed since.")]
        string? lastEventId,
        CancellationToken cancellationToken)
    {
        var reader = feed.Open();
        if (reader is null)
        {
            await Problems.TooManyStreams().ExecuteAsync(context);
            return;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, reader.Dropped);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache, no-transform";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await WriteAsync(context.Response, Heartbeat, ending.Token);
            if (feed.Last is { } last && last.Id != lastEventId)
                await WriteAsync(context.Response, last, ending.Token);
            await PumpAsync(
                context.Response, reader.Events, options.Value.StreamHeartbeat, time,
                ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        finally
        {
            // What the server still holds for it is given up, too.
            if (reader.Dropped.IsCancellationRequested) context.Abort();
            feed.Close(reader);
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
