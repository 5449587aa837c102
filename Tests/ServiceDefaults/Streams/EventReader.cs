using System.Net.ServerSentEvents;

namespace AudioStreaming.ServiceDefaults.Tests.Streams;

/// <summary>A client of a stream, by the framework's own parser.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(
        HttpResponseMessage answer, System.IO.Stream body, CancellationToken cancellationToken)
    {
        _answer = answer;
        _parser = SseParser.Create(body);
        _events = _parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    public TimeSpan ReconnectionInterval => _parser.ReconnectionInterval;

    public static async Task<EventReader> OpenAsync(
        HttpClient client, string path, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(
            path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new EventReader(
            answer, await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
    }

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await MoreAsync(), "the stream has ended");
        return _events.Current;
    }

    /// <summary>The next event that is no heartbeat.</summary>
    public async Task<string> NextTextAsync()
    {
        while (true)
        {
            var item = await NextAsync();
            if (item.EventType != "heartbeat") return item.Data;
        }
    }

    /// <returns>False at the end, past heartbeats.</returns>
    public async Task<bool> MoreAsync() => await _events.MoveNextAsync();

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _answer.Dispose();
    }
}
