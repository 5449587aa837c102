using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Testing;

/// <param name="Service">The resource's <c>service.name</c>.</param>
/// <param name="Source">The instrumentation scope.</param>
/// <param name="Name">The span's name.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentId">Likewise, or empty.</param>
public sealed record ReceivedSpan(
    string Service, string Source, string Name, string TraceId, string SpanId, string ParentId);

/// <summary>Receives OTLP over HTTP and keeps all of it, for tests of what services tell.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    /// <summary>What makes a service send everything here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => [.. Bodies("/v1/traces").SelectMany(Read)];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>All of it, bytes as Latin-1 characters, to be searched.</summary>
    public string Text =>
        string.Join('\n', _received.Select(request => Encoding.Latin1.GetString(request.Body)));

    /// <summary>Whether any signal held this text, wherever in it.</summary>
    public bool Contains(string text) =>
        Contains("traces", text) || Contains("metrics", text) || Contains("logs", text);

    /// <summary>
    /// Whether a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>) held this text.
    /// </summary>
    public bool Contains(string signal, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Bodies($"/v1/{signal}").Any(body => body.AsSpan().IndexOf(bytes) >= 0);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static IEnumerable<ReceivedSpan> Read(byte[] body) =>
        from resourceSpans in new ProtobufFields(body).Messages(1)
        let service = Attribute(resourceSpans.Messages(1).First(), "service.name")
        from scopeSpans in resourceSpans.Messages(2)
        let source = scopeSpans.Messages(1).First().Text(1)
        from span in scopeSpans.Messages(2)
        select new ReceivedSpan(
            service, source, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4));

    private static string Attribute(ProtobufFields resource, string key) =>
        resource.Messages(1).First(pair => pair.Text(1) == key).Messages(2).First().Text(1);

    private IEnumerable<byte[]> Bodies(string path) =>
        _received.Where(request => request.Path == path).Select(request => request.Body);

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
