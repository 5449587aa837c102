using System.Net.Sockets;
using System.Text;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>Clients that hang or trickle do not hold a place for ever.</summary>
public sealed class SlowClientTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const string Boundary = "test-boundary";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private CoreApiHarness _core = null!;
    private byte[] _mp3 = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(
            infrastructure,
            ("Uploads:IdleTimeout", "00:00:03"), ("Uploads:SlowStart", "00:00:01.100"),
            ("Uploads:MinBytesPerSecond", "50000"));
        _mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(8));
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("--test-bound")]
    [InlineData("--test-boundary\r\nContent-Disposition: form-data; name=\"artist\"\r\n\r\nSom")]
    public async Task Client_ThatHangsBeforeTheFile_IsCutOff(string sent)
    {
        await using var unhurried = await CoreApiHarness.StartNewAsync(
            infrastructure,
            ("Uploads:IdleTimeout", "00:00:00.500"), ("Uploads:MinBytesPerSecond", "0"));
        using var client = await ConnectAsync(unhurried);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
        var answer = await AnswerAsync(client);
        Assert.StartsWith("HTTP/1.1 408", answer);
        Assert.Contains("request_timeout", answer);
        await Consistency.ReachedAsync(unhurried);
    }

    [Fact]
    public async Task Client_ThatTricklesTheFile_IsCutOffAndLeavesNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = await ConnectAsync(_core);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; "
                + "filename=\"a.mp3\"\r\n\r\n"),
            cancellationToken);
        var answer = AnswerAsync(client);
        // Never silent, and much too slow.
        for (var at = 0; !answer.IsCompleted; at = (at + 200) % (_mp3.Length - 200))
        {
            try
            {
                await stream.WriteAsync(_mp3.AsMemory(at, 200), cancellationToken);
            }
            catch (IOException)
            {
                break;
            }
            await Task.WhenAny(answer, Task.Delay(Pause, cancellationToken));
        }
        Assert.StartsWith("HTTP/1.1 408", await answer);
        await Consistency.ReachedAsync(_core);
        var all = await _core.GetAsync("/tracks?status=all");
        Assert.Equal(0, all.GetProperty("total").GetInt32());
    }

    private static async Task<TcpClient> ConnectAsync(CoreApiHarness core)
    {
        var client = new TcpClient();
        await client.ConnectAsync(
            core.Client.BaseAddress!.Host, core.Client.BaseAddress.Port,
            TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: 10000000\r\n"
                + $"Content-Type: multipart/form-data; boundary={Boundary}\r\n\r\n"),
            TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<string> AnswerAsync(TcpClient client)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var read = 1; read > 0 && !answer.ToString().Contains("\r\n0\r\n");)
            {
                read = await client.GetStream().ReadAsync(
                    buffer, TestContext.Current.CancellationToken);
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed hard, as what still came was not read.
        }
        return answer.ToString();
    }
}
