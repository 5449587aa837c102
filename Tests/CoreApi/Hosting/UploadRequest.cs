using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>Forms as clients send them.</summary>
internal static class UploadRequest
{
    public static MultipartFormDataContent Form(
        byte[] content, string fileName = "audio.mp3", string? artist = "Artist",
        string? title = "Title", bool fileFirst = false)
    {
        var form = new MultipartFormDataContent();
        if (fileFirst) form.Add(File(content, fileName));
        if (artist is not null) form.Add(new StringContent(artist), "artist");
        if (title is not null) form.Add(new StringContent(title), "title");
        if (!fileFirst) form.Add(File(content, fileName));
        return form;
    }

    /// <summary>A file's part with its name in raw UTF-8, as browsers and curl send it.</summary>
    public static ByteArrayContent File(byte[] content, string fileName)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"file\"",
        };
        part.Headers.ContentDisposition.Parameters.Add(new NameValueHeaderValue(
            "filename*", $"UTF-8''{Uri.EscapeDataString(fileName)}"));
        return part;
    }

    public static async Task<(HttpResponseMessage Response, JsonElement Body)> UploadAsync(
        this HttpClient client, HttpContent form)
    {
        var response = await client.PostAsync("/upload", form);
        return (response, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Uploads a good file and returns the answer.</summary>
    public static async Task<JsonElement> UploadGoodAsync(
        this HttpClient client, byte[] content, string artist = "Artist", string title = "Title")
    {
        var (response, body) = await client.UploadAsync(
            Form(content, artist: artist, title: title));
        Assert.True(response.IsSuccessStatusCode, body.ToString());
        return body;
    }

    public static string Text(this JsonElement element, string property) =>
        element.GetProperty(property).GetString()!;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
