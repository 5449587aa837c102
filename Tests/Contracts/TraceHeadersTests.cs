using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace AudioStreaming.Contracts.Tests;

public class TraceHeadersTests
{
    [Fact]
    public void TraceContext_AcrossHeaders_IsTheSame()
    {
        using var activity = new Activity("upload").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=value";

        var received = new Headers().Inject(activity).ExtractTraceContext();

        Assert.Equal(activity.TraceId, received.TraceId);
        Assert.Equal(activity.SpanId, received.SpanId);
        Assert.Equal("vendor=value", received.TraceState);
        Assert.True(received.IsRemote);
    }

    [Fact]
    public void TraceContext_NoneSent_IsDefault()
    {
        Assert.Equal(default, new Headers().Inject(null).ExtractTraceContext());
        Assert.Equal(default, ((Headers?)null).ExtractTraceContext());
    }

    [Fact]
    public void TraceContext_Garbage_IsDefault()
    {
        var headers = new Headers { { "traceparent", Encoding.ASCII.GetBytes("00-nonsense") } };

        Assert.Equal(default, headers.ExtractTraceContext());
    }
}
