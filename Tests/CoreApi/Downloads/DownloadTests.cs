using System.Net;
using System.Net.Http.Headers;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests.Downloads;

public sealed class DownloadTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;
    private byte[] _content = null!;
    private string _track = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        _content = await File.ReadAllBytesAsync(await TestAudio.WavAsync(2));
        var (_, uploaded) = await _core.Client.UploadAsync(
            UploadRequest.Form(_content, "Größe 名前.wav"));
        _track = uploaded.Text("track_id");
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Download_ByItsUrl_GivesTheFileUnderItsName()
    {
        var answer = await _core.GetAsync($"/download/{_track}");
        Assert.Equal("Größe 名前.wav", answer.Text("original_filename"));
        var response = await _core.Client.GetAsync(
            answer.Text("download_url"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(_content, await response.Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken));
        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Größe 名前.wav", response.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Download_OfARange_GivesThatPart()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, (await _core.GetAsync($"/download/{_track}")).Text("download_url"));
        request.Headers.Range = new RangeHeaderValue(100, 199);
        var response = await _core.Client.SendAsync(
            request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(_content[100..200], await response.Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Download_ByAForgedOrExpiredUrl_IsForbidden()
    {
        var url = (await _core.GetAsync($"/download/{_track}")).Text("download_url");
        foreach (var forged in new[]
        {
            url[..^2] + (url[^2] == 'A' ? "BA" : "AA"),
            url.Replace("expires=", "expires=9"),
            $"/download/{_track}/file?expires=1&signature=x",
        })
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(forged));

        await _core.StartAsync(("Downloads:UrlLifetime", "00:00:00.001"));
        var shortLived = (await _core.GetAsync($"/download/{_track}")).Text("download_url");
        await Eventually.TrueAsync(
            async () => await StatusAsync(shortLived) == HttpStatusCode.Forbidden,
            "the URL does not expire");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url));
    }

    private async Task<HttpStatusCode> StatusAsync(string url) =>
        (await _core.Client.GetAsync(url)).StatusCode;
}
