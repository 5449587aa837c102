using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Bench.Transcoding;

/// <param name="UploadSeconds">From the first byte sent to the answer.</param>
/// <param name="PlayableSeconds">From there until a player has the first segment.</param>
internal sealed record Waits(double UploadSeconds, double PlayableSeconds);

/// <summary>
/// How long a listener waits for a new track, through the whole product and its one public door.
/// </summary>
internal static class FirstPlayable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<Waits> MeasureAsync(string path)
    {
        // A product of its own: it stops while the track is still being made.
        await using var product = new ProductFixture();
        await product.InitializeAsync();
        // The first conversion of a process also compiles its code.
        await MeasureAsync(product.Client, await TestAudio.FlacAsync(8));
        return await MeasureAsync(product.Client, path);
    }

    private static async Task<Waits> MeasureAsync(HttpClient client, string path)
    {
        var clock = Stopwatch.StartNew();
        var track = await UploadAsync(client, path);
        var uploaded = clock.Elapsed;
        string? playlist = null;
        await Eventually.TrueAsync(
            async () => (playlist = await PlaylistAsync(client, track)) is not null,
            "never playable", Patience);
        await ReadFirstSegmentAsync(client, playlist!);
        return new Waits(uploaded.TotalSeconds, (clock.Elapsed - uploaded).TotalSeconds);
    }

    private static async Task<string> UploadAsync(HttpClient client, string path)
    {
        await using var file = File.OpenRead(path);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Artist"), "artist" },
            { new StringContent("Title"), "title" },
            { new StreamContent(file), "file", Path.GetFileName(path) },
        };
        using var response = await client.PostAsync("/upload", form);
        response.EnsureSuccessStatusCode();
        var track = await response.Content.ReadFromJsonAsync<JsonElement>();
        return track.GetProperty("track_id").GetString()!;
    }

    private static async Task<string?> PlaylistAsync(HttpClient client, string track)
    {
        var found = await client.GetFromJsonAsync<JsonElement>($"/tracks/{track}");
        return found.TryGetProperty("playlist_url", out var url) ? url.GetString() : null;
    }

    private static async Task ReadFirstSegmentAsync(HttpClient client, string master)
    {
        var folder = master[..(master.LastIndexOf('/') + 1)];
        var media = await FirstEntryAsync(client, master);
        await client.GetByteArrayAsync(folder + await FirstEntryAsync(client, folder + media));
    }

    private static async Task<string> FirstEntryAsync(HttpClient client, string playlist) =>
        (await client.GetStringAsync(playlist)).Split('\n')
            .First(line => line.Length > 0 && line[0] != '#');
}
