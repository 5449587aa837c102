using System.Net;
using System.Security.Cryptography;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Uploads;

public sealed class UploadTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync() =>
        _core = await CoreApiHarness.StartNewAsync(infrastructure);

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("wav")]
    public async Task Upload_OfAFormat_IsStoredListedAndAnnounced(string format)
    {
        var content = await AudioAsync(format);
        var answer = await _core.Client.UploadGoodAsync(content);

        var track = answer.Text("track_id");
        Assert.Equal("pending", answer.Text("status"));
        Assert.NotEmpty(answer.Text("manage_token"));
        await using var stored = await _core.Store.OpenAsync(
            $"raw/{track}/original.{format}", null, TestContext.Current.CancellationToken);
        Assert.NotNull(stored);
        Assert.Equal(content.Length, stored.Info.Size);
        Assert.Equal(
            SHA256.HashData(content),
            await SHA256.HashDataAsync(stored.Stream, TestContext.Current.CancellationToken));
        Assert.Equal("pending", (await _core.GetAsync($"/tracks/{track}")).Text("status"));
        using var jobs = JobLog.Jobs(infrastructure.Kafka);
        await Eventually.TrueAsync(() => jobs.Of(track).Count == 1, "the job is not sent");
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_WithTheFileFirstAndNoExtension_IsTaken()
    {
        var (response, answer) = await _core.Client.UploadAsync(UploadRequest.Form(
            await AudioAsync("flac"), "名前 ünïcode", "Ärtist 🎵", "Tïtle", fileFirst: true));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/tracks/{answer.Text("track_id")}", response.Headers.Location?.ToString());
        Assert.Equal("名前 ünïcode", answer.Text("original_filename"));
        Assert.Equal("Ärtist 🎵", answer.Text("artist"));
    }

    [Theory]
    [InlineData("mp3", "-id3v2_version", "3")]
    [InlineData("mp3", "-id3v2_version", "4")]
    [InlineData("mp3", "-write_id3v2", "0", "-write_id3v1", "1")]
    [InlineData("mp3", "-write_apetag", "1", "-write_id3v2", "0")]
    [InlineData("flac")]
    [InlineData("wav")]
    [InlineData("wav", "-rf64", "always")]
    public async Task Upload_WithoutNames_TakesThemFromTheTags(
        string format, params string[] options)
    {
        var path = await TestAudio.CreateAsync(
            format, 2,
            ["-metadata", "artist=Sigur Rós", "-metadata", "title=Hoppípolla", .. options]);
        var content = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        var (_, answer) = await _core.Client.UploadAsync(
            UploadRequest.Form(content, artist: null, title: null));

        Assert.Equal(("Sigur Rós", "Hoppípolla"), (answer.Text("artist"), answer.Text("title")));
    }

    [Fact]
    public async Task Upload_WithItsDigests_IsVerified()
    {
        var content = await AudioAsync("mp3");
        var form = UploadRequest.Form(content);
        var file = form.Single(part => part.Headers.ContentDisposition!.Name!.Contains("file"));
#pragma warning disable CA5351 // As the header is defined.
        file.Headers.ContentMD5 = MD5.HashData(content);
#pragma warning restore CA5351
        file.Headers.Add("Repr-Digest",
            $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:");
        var (response, _) = await _core.Client.UploadAsync(form);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("Repr-Digest", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")]
    [InlineData("Content-Digest", "sha-256=:nonsense:")]
    public async Task Upload_WithAWrongDigest_IsRefusedAndLeavesNothing(string header, string value)
    {
        var form = UploadRequest.Form(await AudioAsync("mp3"));
        form.Single(part => part.Headers.ContentDisposition!.Name!.Contains("file"))
            .Headers.TryAddWithoutValidation(header, value);

        var (response, body) = await _core.Client.UploadAsync(form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(header, body.Text("message"));
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_WithAWrongDigestOfTheWholeBody_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload")
        {
            Content = UploadRequest.Form(await AudioAsync("mp3")),
        };
        request.Content.Headers.ContentMD5 = new byte[16];

        var response = await _core.Client.SendAsync(
            request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await Consistency.ReachedAsync(_core);
    }

    [Fact]
    public async Task Upload_OverTheLimit_Is413WhileReading()
    {
        await using var small = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Uploads:MaxFileBytes", "50000"));
        var form = UploadRequest.Form(await AudioAsync("wav"));
        form.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.TransferEncodingChunked = true;

        var response = await small.Client.SendAsync(
            request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await Consistency.ReachedAsync(small);
    }

    [Fact]
    public async Task Upload_WhenTooManyAreUnderWay_Is429()
    {
        await using var busy = await CoreApiHarness.StartNewAsync(
            infrastructure, ("Uploads:MaxConcurrent", "1"));
        var content = await AudioAsync("mp3");
        var held = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        busy.Faults.Reached = point =>
        {
            if (point != "upload.stored") return Task.CompletedTask;
            reached.TrySetResult();
            return held.Task;
        };
        var first = busy.Client.UploadAsync(UploadRequest.Form(content));
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);

        var (second, _) = await busy.Client.UploadAsync(UploadRequest.Form(content));
        held.SetResult();

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Created, (await first).Response.StatusCode);
    }

    private static async Task<byte[]> AudioAsync(string format) => await File.ReadAllBytesAsync(
        format switch
        {
            "mp3" => await TestAudio.Mp3Async(2),
            "flac" => await TestAudio.FlacAsync(2),
            _ => await TestAudio.WavAsync(2),
        },
        TestContext.Current.CancellationToken);
}
