using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Browser.Tests;

/// <summary>Tracks by The Walkers, for tests to listen to.</summary>
internal static class Music
{
    /// <returns>The track, ready to play.</returns>
    public static async Task<string> AddAsync(HttpClient product, string title, string file)
    {
        await using var audio = File.OpenRead(file);
        var track = await UploadAsync(product, title, audio, Path.GetFileName(file));
        await Eventually.TrueAsync(
            () => IsReadyAsync(product, track), $"{title} must become playable",
            TimeSpan.FromMinutes(3));
        return track;
    }

    /// <returns>The track, about to be prepared.</returns>
    public static async Task<string> UploadAsync(
        HttpClient product, string title, Stream audio, string name)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("The Walkers"), "artist" },
            { new StringContent(title), "title" },
            { new StreamContent(audio), "file", name },
        };
        using var answer = await product.PostAsync("/upload", form);
        answer.EnsureSuccessStatusCode();
        var uploaded = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return uploaded.GetProperty("track_id").GetString()!;
    }

    /// <returns>An MP3 of one bit rate, which may be put together from pieces.</returns>
    public static async Task<byte[]> LongMp3Async(int minutes)
    {
        var minute = await File.ReadAllBytesAsync(
            await TestAudio.CreateAsync("mp3", 60, "-c:a", "libmp3lame", "-b:a", "32k"));
        return [.. Enumerable.Repeat(minute, minutes).SelectMany(piece => piece)];
    }

    private static async Task<bool> IsReadyAsync(HttpClient product, string track)
    {
        var answer = await product.GetFromJsonAsync<JsonElement>($"/tracks/{track}");
        return answer.GetProperty("status").GetString() == "ready";
    }
}
