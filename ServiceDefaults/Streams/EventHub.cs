using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Streams;

/// <summary>
/// Hands events, each serialized once, to all who follow a stream. Who falls behind by more than
/// the backlog is evicted: its connection is cut, it comes back, and reads anew.
/// </summary>
public sealed class EventHub
{
    private readonly string _name;
    private readonly int _backlog;
    private readonly StreamOptions _options;
    private readonly TimeProvider _time;
    private readonly DefaultsTelemetry _telemetry;
    private readonly ConcurrentDictionary<EventSubscriber, bool> _subscribers = [];
    private volatile bool _closed;

    /// <param name="name">In metrics.</param>
    /// <param name="backlog">Most events that wait for a reader.</param>
    /// <param name="options">Limit and heartbeat.</param>
    /// <param name="time">The clock.</param>
    /// <param name="telemetry">Told of streams.</param>
    /// <param name="lifetime">A stopping server need not wait for streams.</param>
    public EventHub(
        string name, int backlog, StreamOptions options, TimeProvider time,
        DefaultsTelemetry telemetry, IHostApplicationLifetime lifetime)
    {
        (_name, _backlog, _options, _time, _telemetry) = (name, backlog, options, time, telemetry);
        lifetime.ApplicationStopping.Register(() =>
        {
            _closed = true;
            EndAll();
        });
    }

    public bool IsFollowed => !_subscribers.IsEmpty;

    /// <summary>
    /// The answer to a request for the stream: events until the client goes, 503 if there are too
    /// many.
    /// </summary>
    /// <param name="newest">What is sent first, asked for when nothing can be missed.</param>
    public IResult Follow(Func<SseItem<byte[]>?>? newest = null) =>
        new EventStream(this, newest ?? (() => null), _options.Heartbeat, _time);

    public void Publish(SseItem<byte[]> next)
    {
        foreach (var subscriber in _subscribers.Keys)
            if (!subscriber.TryGive(next)) _telemetry.StreamEvicted(_name);
    }

    /// <summary>Ends all streams where something may have been missed: clients read anew.</summary>
    public void EndAll()
    {
        foreach (var subscriber in _subscribers.Keys) subscriber.End();
    }

    /// <returns>Null if too many streams are open, or the service stops.</returns>
    internal EventSubscriber? Subscribe()
    {
        if (_closed || _subscribers.Count >= _options.MaxStreams) return null;
        var subscriber = new EventSubscriber(_backlog);
        _subscribers[subscriber] = true;
        // The service may have begun to stop in between.
        if (_closed) subscriber.End();
        _telemetry.StreamOpened(_name);
        return subscriber;
    }

    internal void Unsubscribe(EventSubscriber subscriber)
    {
        _subscribers.TryRemove(subscriber, out _);
        _telemetry.StreamClosed(_name);
        subscriber.Dispose();
    }
}
