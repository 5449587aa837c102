using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Converter.Tests.Conformance;
using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>
/// A track's whole life in a bucket: uploaded, converted, deleted, by services as processes.
/// </summary>
public sealed class ConversionOnS3Tests(RadosGateway gateway, InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Track_UploadedToABucket_IsConvertedThereAndLeavesNothingWhenDeleted()
    {
        Assert.SkipWhen(RadosGateway.Missing is not null, RadosGateway.Missing ?? "");
        var settings = await SettingsAsync();
        using var disposable = (IDisposable)StorageSetup.Create(
            settings["ConnectionStrings:objects"], "objects", TimeProvider.System);
        var store = (IObjectStore)disposable;
        await using var core = await ServiceProcess.StartAsync("CoreApi", settings);
        await using var converter = await ServiceProcess.StartAsync("Converter", settings);
        using var client = new HttpClient { BaseAddress = core.BaseAddress };

        var uploaded = await UploadAsync(client);
        var id = uploaded.GetProperty("track_id").GetString()!;
        await Eventually.TrueAsync(
            async () => (await TrackAsync(client, id)).GetProperty("status").GetString() == "ready",
            $"the track is not ready: {converter.Output}", TimeSpan.FromMinutes(5));

        var keys = await KeysAsync(store);
        var master = Assert.Single(keys, key => key.EndsWith("/master.m3u8"));
        var folder = master.Replace("master.m3u8", "");
        var renditions = await PresentationChecker.CheckAsync(
            file => ReadAsync(store, folder + file));
        Assert.Equal(4, renditions.Count);
        Assert.All(renditions, rendition => Assert.Equal(20, rendition.Seconds, 0.001));
        Assert.Single(keys, key => key.EndsWith("/waveform.json"));

        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"/tracks/{id}");
        delete.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", uploaded.GetProperty("manage_token").GetString());
        Assert.True((await client.SendAsync(delete, Token)).IsSuccessStatusCode);
        await Eventually.TrueAsync(
            async () => (await KeysAsync(store)).Count == 0, "objects stay in the bucket");
    }

    private async Task<Dictionary<string, string>> SettingsAsync() => new()
    {
        ["ConnectionStrings:database"] = await infrastructure.CreateDatabaseAsync(),
        ["ConnectionStrings:kafka"] = infrastructure.Kafka,
        ["ConnectionStrings:objects"] = await gateway.ConnectionStringAsync(),
        ["Deletion:RetryInterval"] = "00:00:00.250",
    };

    private static async Task<JsonElement> UploadAsync(HttpClient client)
    {
        var flac = await File.ReadAllBytesAsync(await TestAudio.FlacAsync(20), Token);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Artist"), "artist" },
            { new StringContent("Title"), "title" },
            { new ByteArrayContent(flac), "file", "music.flac" },
        };
        var response = await client.PostAsync("/upload", form, Token);
        Assert.True(response.IsSuccessStatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static Task<JsonElement> TrackAsync(HttpClient client, string id) =>
        client.GetFromJsonAsync<JsonElement>($"/tracks/{id}", Token);

    private static async Task<byte[]> ReadAsync(IObjectStore store, string key)
    {
        await using var content = await store.OpenAsync(key, null, Token)
            ?? throw new InvalidOperationException($"there is no object {key}");
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private static async Task<List<string>> KeysAsync(IObjectStore store)
    {
        var keys = new List<string>();
        await foreach (var found in store.ListAsync("", Token)) keys.Add(found.Key);
        return keys;
    }
}
