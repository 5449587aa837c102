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
        using var form = new MultipartFormDataContent
        {
            { new StringContent("The Walkers"), "artist" },
            { new StringContent(title), "title" },
            { new StreamContent(audio), "file", Path.GetFileName(file) },
        };
        using var answer = await product.PostAsync("/upload", form);
        answer.EnsureSuccessStatusCode();
        var uploaded = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var track = uploaded.GetProperty("track_id").GetString()!;
        await Eventually.TrueAsync(
            () => IsReadyAsync(product, track), $"{title} must become playable",
            TimeSpan.FromMinutes(3));
        return track;
    }

    private static async Task<bool> IsReadyAsync(HttpClient product, string track)
    {
        var answer = await product.GetFromJsonAsync<JsonElement>($"/tracks/{track}");
        return answer.GetProperty("status").GetString() == "ready";
    }
}
