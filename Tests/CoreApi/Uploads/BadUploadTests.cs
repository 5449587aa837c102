using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Uploads;

/// <summary>Whatever comes in: a clear error, and nothing left behind.</summary>
public sealed class BadUploadTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;
    private byte[] _mp3 = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Uploads:IdleTimeout", "00:00:00.500"));
        _mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2));
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("", 400)]
    [InlineData("just some text in a file", 415)]
    [InlineData("<!DOCTYPE html><html><body>hello</body></html>", 415)]
    [InlineData("#EXTM3U\nfile:///etc/passwd", 415)]
    [InlineData("ffconcat version 1.0\nfile secret.wav", 415)]
    [InlineData("ID3", 415)]
    [InlineData("RIFF....WAVE", 400)]
    [InlineData("fLaC", 400)]
    public async Task Upload_OfWhatIsNoAudio_IsRefused(string content, int status)
    {
        var (response, body) = await _core.Client.UploadAsync(
            UploadRequest.Form(UploadRequest.Bytes(content)));
        await RefusedAsync(response, status);
        Assert.NotEmpty(body.Text("message"));
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("mp3 without Xing")]
    [InlineData("flac")]
    [InlineData("wav")]
    public async Task Upload_OfATruncatedFile_IsRefused(string format)
    {
        var path = format switch
        {
            // With a Xing header, which ffmpeg writes by itself.
            "mp3" => await TestAudio.Mp3Async(8),
            "mp3 without Xing" => await TestAudio.CreateAsync("mp3", 8, ["-write_xing", "0"]),
            "flac" => await TestAudio.FlacAsync(8),
            _ => await TestAudio.WavAsync(8),
        };
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var share in new[] { 0.2, 0.5, 0.9 })
        {
            var (response, body) = await _core.Client.UploadAsync(
                UploadRequest.Form(whole[..(int)(whole.Length * share)]));
            Assert.Contains("incomplete", body.Text("message"));
            await RefusedAsync(response, 400);
        }
    }

    [Theory]
    [InlineData("no artist", null, "Title", "a.mp3")]
    [InlineData("no title", "Artist", "  ", "a.mp3")]
    [InlineData("long artist", "+300", "Title", "a.mp3")]
    [InlineData("long file name", "Artist", "Title", "+300")]
    [InlineData("control characters", "Art\u0007ist", "Title", "a.mp3")]
    [InlineData("control characters in the file name", "Artist", "Title", "a\u0000b\u001b.mp3")]
    [InlineData("path traversal", "Artist", "Title", "../../etc/passwd")]
    [InlineData("path traversal for Windows", "Artist", "Title", @"..\..\boot.ini")]
    public async Task Upload_WithABadName_IsRefused(
        string because, string? artist, string title, string fileName)
    {
        static string? Long(string? name) => name == "+300" ? new string('é', 300) : name;

        var (response, body) = await _core.Client.UploadAsync(
            UploadRequest.Form(_mp3, Long(fileName)!, Long(artist), title));

        await RefusedAsync(response, 400);
        Assert.True(body.Text("message").Length > 0, because);
    }

    [Fact]
    public async Task Upload_WithTwoFiles_IsRefused()
    {
        var form = UploadRequest.Form(_mp3);
        form.Add(UploadRequest.File(_mp3, "second.mp3"));
        await RefusedAsync((await _core.Client.UploadAsync(form)).Response, 400);
    }

    [Fact]
    public async Task Upload_WithoutAFile_IsRefused()
    {
        var form = new MultipartFormDataContent { { new StringContent("Artist"), "artist" } };
        await RefusedAsync((await _core.Client.UploadAsync(form)).Response, 400);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=another", 400)]
    [InlineData("multipart/form-data", 400)]
    [InlineData("application/json", 415)]
    public async Task Upload_WithTheWrongType_IsRefused(string contentType, int status)
    {
        var body = new ByteArrayContent(
            await UploadRequest.Form(_mp3).ReadAsByteArrayAsync(
                TestContext.Current.CancellationToken));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        await RefusedAsync((await _core.Client.UploadAsync(body)).Response, status);
    }

    [Fact]
    public async Task Upload_ThatEndsBeforeItsLastBoundary_IsRefused()
    {
        var form = UploadRequest.Form(_mp3);
        var bytes = await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var cut = new ByteArrayContent(bytes[..^200]);
        cut.Headers.ContentType = form.Headers.ContentType;
        await RefusedAsync((await _core.Client.UploadAsync(cut)).Response, 400);
    }

    [Fact]
    public async Task Upload_WithABodyLongerThanDeclared_IsRefused()
    {
        var answer = await SendRawAsync(declared: 5_000, send: bytes => bytes[..10_000]);
        Assert.StartsWith("HTTP/1.1 400", answer);
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_WhoseClientLeavesHalfWay_LeavesNothing()
    {
        await SendRawAsync(declared: null, send: bytes => bytes[..20_000], leave: true);
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_WhoseClientFallsSilent_IsCutOff()
    {
        var answer = await SendRawAsync(declared: null, send: bytes => bytes[..20_000]);
        Assert.StartsWith("HTTP/1.1 408", answer);
        await Consistency.ReachedAsync(_core);
    }

    private async Task<string> SendRawAsync(
        int? declared, Func<byte[], byte[]> send, bool leave = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var form = UploadRequest.Form(_mp3);
        var bytes = await form.ReadAsByteArrayAsync(cancellationToken);
        using var socket = new TcpClient();
        await socket.ConnectAsync(
            _core.Client.BaseAddress!.Host, _core.Client.BaseAddress.Port, cancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /upload HTTP/1.1\r\nHost: test\r\nContent-Length: {declared ?? bytes.Length}\r\n"
            + $"Content-Type: {form.Headers.ContentType}\r\nConnection: close\r\n\r\n"),
            cancellationToken);
        await stream.WriteAsync(send(bytes), cancellationToken);
        if (leave)
        {
            socket.LingerState = new LingerOption(true, 0);
            return "";
        }
        var answer = new byte[4096];
        var read = await stream.ReadAsync(answer, cancellationToken);
        return Encoding.UTF8.GetString(answer, 0, read);
    }

    private async Task RefusedAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        await Consistency.ReachedAsync(_core);
        var all = await _core.GetAsync("/tracks?status=all");
        Assert.Equal(0, all.GetProperty("total").GetInt32());
    }
}
