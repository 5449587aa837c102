using System.Net;

namespace AudioStreaming.Web.Tests.ClientFiles;

public sealed class ClientFilesTests : WebFixture
{
    [Theory]
    [InlineData("br, gzip", "brotli", "br")]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip", "gzip")]
    [InlineData("", "plain", null)]
    public async Task Asset_IsSentAsCompressedAsTheBrowserUnderstands(
        string accepted, string text, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal(text, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/manage/1")]
    [InlineData("/robots.txt")]
    public async Task File_ThatMayChange_IsAskedForAgain(string path)
    {
        using var answer = await Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("application/json", "application/problem+json")]
    public async Task UnknownPath_Is404_InWordsForWhoAsks(string accepted, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/no/such/page");
        request.Headers.TryAddWithoutValidation("Accept", accepted);

        using var answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/assets/..%2f..%2fetc/passwd")]
    public async Task Path_OutOfTheDirectory_LeadsNowhere(string path)
    {
        using var answer = await Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
