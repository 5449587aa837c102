using Microsoft.AspNetCore.Http;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class StreamingTests : WebFixture
{
    [Fact]
    public async Task ServerSentEvents_ArriveAsTheyAreSent()
    {
        var goOn = new TaskCompletionSource();
        Statistics.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: first\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await goOn.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await context.Response.WriteAsync("data: second\n\n", context.RequestAborted);
        };

        using var answer = await Client.GetAsync(
            "/stats/stream", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal("data: first", await reader.ReadLineAsync(Cancellation));
        goOn.SetResult();
        await reader.ReadLineAsync(Cancellation);
        Assert.Equal("data: second", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task Upload_ReachesTheServiceWhileItIsStillBeingSent()
    {
        var begun = new TaskCompletionSource();
        Core.Answer = async context =>
        {
            var buffer = new byte[16];
            _ = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
            begun.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await context.Response.WriteAsync("done", context.RequestAborted);
        };

        using var content = new SlowContent(begun.Task);
        using var answer = await Client.PostAsync("/upload", content, Cancellation);

        Assert.Equal("done", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Upload_LargerThanKestrelsDefault_Passes()
    {
        Core.Answer = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await context.Response.WriteAsync("done", context.RequestAborted);
        };

        using var content = new ByteArrayContent(new byte[40_000_000]);
        using var answer = await Client.PostAsync("/upload", content, Cancellation);

        Assert.Equal("done", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Sends a first part, and the rest only when the service has seen that.</summary>
    private sealed class SlowContent(Task firstPartSeen) : HttpContent
    {
        // More than the gateway's own write buffer holds.
        private const int Part = 1_000_000;

        protected override async Task SerializeToStreamAsync(
            Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(new byte[Part]);
            await stream.FlushAsync();
            await firstPartSeen.WaitAsync(TimeSpan.FromMinutes(1));
            await stream.WriteAsync(new byte[Part]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2 * Part;
            return true;
        }
    }
}
