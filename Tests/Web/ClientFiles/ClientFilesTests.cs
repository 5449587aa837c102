using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace AudioStreaming.Web.Tests.ClientFiles;

public sealed class ClientFilesTests : WebFixture
{
    private const string Asset = "/assets/app-1a2b.js";

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("", null)]
    public async Task Asset_IsSentAsCompressedAsTheBrowserUnderstands(
        string accepted, string? coding)
    {
        var plain = await Client.GetByteArrayAsync(Asset, Cancellation);

        using var answer = await AskAsync(HttpMethod.Get, Asset, ("Accept-Encoding", accepted));

        var sent = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(plain, Decode(sent, coding));
        Assert.Equal(sent.Length < plain.Length, coding is not null);
        Assert.Equal(sent.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "public, max-age=31536000, immutable",
            answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(
            "same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("")]
    public async Task Asset_ThatTheBrowserHas_IsNotSentAgain(string accepted)
    {
        var encoding = ("Accept-Encoding", accepted);
        using var first = await AskAsync(HttpMethod.Get, Asset, encoding);
        var tag = $"{first.Headers.ETag}";

        using var again = await AskAsync(
            HttpMethod.Get, Asset, encoding, ("If-None-Match", tag));
        using var other = await AskAsync(
            HttpMethod.Get, Asset, ("Accept-Encoding", accepted is "br" ? "gzip" : "br"));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Contains("immutable", again.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public async Task Asset_InPart_IsThatPart()
    {
        var plain = await Client.GetByteArrayAsync(Asset, Cancellation);

        using var answer = await AskAsync(HttpMethod.Get, Asset, ("Range", "bytes=5-9"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(plain[5..10], await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(
            new ContentRangeHeaderValue(5, 9, plain.Length), answer.Content.Headers.ContentRange);
    }

    [Theory]
    [InlineData(Asset)]
    [InlineData("/robots.txt")]
    [InlineData("/")]
    public async Task Head_IsTheHeadOfTheAnswer(string path)
    {
        using var whole = await Client.GetAsync(path, Cancellation);

        using var answer = await AskAsync(HttpMethod.Head, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(whole.Headers.ETag, answer.Headers.ETag);
        Assert.Equal(whole.Headers.CacheControl, answer.Headers.CacheControl);
        Assert.Equal(whole.Content.Headers.ContentType, answer.Content.Headers.ContentType);
        Assert.Equal(whole.Content.Headers.ContentLength, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/index.html", "text/html")]
    [InlineData("/manage/1", "text/html")]
    [InlineData("/robots.txt", "text/plain")]
    [InlineData("/app.webmanifest", "application/manifest+json")]
    [InlineData("/icon.png", "image/png")]
    public async Task File_ThatMayChange_IsAskedForAgain(string path, string type)
    {
        using var answer = await Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<!--", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("application/json", "application/problem+json")]
    public async Task UnknownPath_Is404_InWordsForWhoAsks(string accepted, string type)
    {
        using var answer = await AskAsync(HttpMethod.Get, "/no/such/page", ("Accept", accepted));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/assets/..%2f..%2fetc/passwd")]
    [InlineData("/assets/none-3c4d.js")]
    public async Task Path_OutOfTheDirectory_LeadsNowhere(string path)
    {
        using var answer = await Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, Cancellation);
    }

    private static byte[] Decode(byte[] sent, string? coding)
    {
        using var input = new MemoryStream(sent);
        using Stream decoded = coding switch
        {
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            "gzip" => new GZipStream(input, CompressionMode.Decompress),
            _ => input,
        };
        using var output = new MemoryStream();
        decoded.CopyTo(output);
        return output.ToArray();
    }
}
