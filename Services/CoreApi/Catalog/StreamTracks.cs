using System.Threading.Channels;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>GET /tracks/stream</c>: server-sent events.</summary>
internal static class StreamTracks
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static async Task HandleAsync(
        HttpContext context, TrackFeed feed, IHostApplicationLifetime lifetime, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var events = feed.Subscribe();
        try
        {
            await SendAsync(context.Response, "retry: 2000\n\n"u8.ToArray(), ended.Token);
            while (await NextAsync(events.Reader, time, ended.Token) is { } message)
                await SendAsync(context.Response, message, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        finally
        {
            feed.Unsubscribe(events);
        }
    }

    /// <summary>
    /// The next event, a comment if there is none for a while, <c>null</c> at the end.
    /// </summary>
    private static async Task<byte[]?> NextAsync(
        ChannelReader<byte[]> events, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, cancellationToken);
        try
        {
            return await events.WaitToReadAsync(either.Token) && events.TryRead(out var message)
                ? message
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ":\n\n"u8.ToArray();
        }
    }

    private static async Task SendAsync(
        HttpResponse response, byte[] message, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(message, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
