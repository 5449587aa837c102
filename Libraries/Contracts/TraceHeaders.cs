using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace AudioStreaming.Contracts;

/// <summary>Carries a trace across Kafka in message headers (W3C Trace Context).</summary>
public static class TraceHeaders
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    /// <summary>Adds the context of <paramref name="activity"/>, if there is one.</summary>
    public static Headers Inject(this Headers headers, Activity? activity)
    {
        if (activity?.Id is { } id) headers.Add(TraceParent, Encoding.ASCII.GetBytes(id));
        if (activity?.TraceStateString is { Length: > 0 } state)
            headers.Add(TraceState, Encoding.ASCII.GetBytes(state));
        return headers;
    }

    /// <summary>The sender's context; <c>default</c> where there is none or a bad one.</summary>
    public static ActivityContext ExtractTraceContext(this Headers? headers) =>
        ActivityContext.TryParse(
            headers.Text(TraceParent), headers.Text(TraceState), isRemote: true, out var context)
            ? context
            : default;

    private static string? Text(this Headers? headers, string key) =>
        headers is not null && headers.TryGetLastBytes(key, out var bytes)
            ? Encoding.ASCII.GetString(bytes)
            : null;
}
