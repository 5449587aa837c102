using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http;

namespace AudioStreaming.ServiceDefaults.Streams;

/// <summary>One open stream of server-sent events.</summary>
internal sealed class EventStream(
    EventHub hub, Func<SseItem<byte[]>?> newest, TimeSpan heartbeat, TimeProvider time) : IResult
{
    private const string HeartbeatType = "heartbeat";
    private const int MinRetryMs = 1_000;
    private const int MaxRetryMs = 3_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (hub.Subscribe() is not { } subscriber)
        {
            await ProblemKinds.Unavailable.Result(EventStreams.TooMany).ExecuteAsync(httpContext);
            return;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, subscriber.Evicted);
        // The framework's result knows this token alone; a write to a slow reader needs both.
        httpContext.RequestAborted = ending.Token;
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await TypedResults.ServerSentEvents(ReadAsync(subscriber, ending.Token))
                .ExecuteAsync(httpContext);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        finally
        {
            // What the server still holds for it is given up, too.
            if (subscriber.Evicted.IsCancellationRequested) httpContext.Abort();
            hub.Unsubscribe(subscriber);
        }
    }

    private async IAsyncEnumerable<SseItem<byte[]>> ReadAsync(
        EventSubscriber subscriber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Says that the stream is open, and when to come back: not all in the same moment.
        yield return Heartbeat() with
        {
            ReconnectionInterval =
                TimeSpan.FromMilliseconds(Random.Shared.Next(MinRetryMs, MaxRetryMs)),
        };
        if (newest() is { } first) yield return first;
        var events = subscriber.Events;
        var waiting = events.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            if (!await CameInTimeAsync(waiting, cancellationToken))
            {
                yield return Heartbeat();
                continue;
            }
            if (!await waiting) yield break;
            while (events.TryRead(out var next)) yield return next;
            waiting = events.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    /// <returns>False if nothing has come for as long as a heartbeat.</returns>
    private async Task<bool> CameInTimeAsync(Task waiting, CancellationToken cancellationToken)
    {
        try
        {
            await waiting.WaitAsync(heartbeat, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static SseItem<byte[]> Heartbeat() => new([], HeartbeatType);
}
