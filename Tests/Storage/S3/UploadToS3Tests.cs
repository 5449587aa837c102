using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>The Core API over a real S3 server, as a process of its own.</summary>
public sealed class UploadToS3Tests(RadosGateway gateway, InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    [Fact]
    public async Task Upload_ThatIsTaken_IsDownloadedByAPresignedUrl()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = await SettingsAsync();
        await using var core = await ServiceProcess.StartAsync("CoreApi", settings);
        using var client = new HttpClient { BaseAddress = core.BaseAddress };
        // More than one part of a multipart upload.
        var wav = await File.ReadAllBytesAsync(await TestAudio.WavAsync(60), cancellationToken);

        var response = await client.PostAsync("/upload", Form(wav), cancellationToken);
        var track = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{track}\n{core.Output}");
        var download = await client.GetFromJsonAsync<JsonElement>(
            $"/download/{track.GetProperty("track_id").GetString()}", cancellationToken);
        var downloaded = await client.GetAsync(
            new Uri(download.GetProperty("download_url").GetString()!), cancellationToken);

        Assert.Equal(wav, await downloaded.Content.ReadAsByteArrayAsync(cancellationToken));
        Assert.Equal(
            "Größe.wav", downloaded.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Download_WhereBrowsersCannotReachTheStore_IsDeliveredByTheService()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = await SettingsAsync();
        settings["ConnectionStrings:objects"] += ";Presigned=false";
        await using var core = await ServiceProcess.StartAsync("CoreApi", settings);
        using var client = new HttpClient { BaseAddress = core.BaseAddress };
        var wav = await File.ReadAllBytesAsync(await TestAudio.WavAsync(60), cancellationToken);
        var response = await client.PostAsync("/upload", Form(wav), cancellationToken);
        var track = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var url = (await client.GetFromJsonAsync<JsonElement>(
            $"/download/{track.GetProperty("track_id").GetString()}", cancellationToken))
            .GetProperty("download_url").GetString();

        Assert.StartsWith("/download/", url);
        var whole = await client.GetAsync(url, cancellationToken);
        Assert.Equal(wav, await whole.Content.ReadAsByteArrayAsync(cancellationToken));
        Assert.Equal("Größe.wav", whole.Content.Headers.ContentDisposition?.FileNameStar);
        using var part = new HttpRequestMessage(HttpMethod.Get, url);
        part.Headers.Range = new RangeHeaderValue(9_000_000, 9_000_999);
        var answer = await client.SendAsync(part, cancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        Assert.Equal(wav[9_000_000..9_001_000], bytes);
    }

    [Fact]
    public async Task Upload_RefusedOrKilled_LeavesNothingInTheBucket()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var settings = await SettingsAsync();
        var wav = await File.ReadAllBytesAsync(await TestAudio.WavAsync(60), cancellationToken);
        await using (var victim = await ServiceProcess.StartAsync(
            "CoreApi",
            new Dictionary<string, string>(settings)
            {
                ["Faults:KillAt"] = "upload.object-stored",
            }))
        {
            using var client = new HttpClient { BaseAddress = victim.BaseAddress };
            var truncated = await client.PostAsync(
                "/upload", Form(wav[..^1_000_000]), cancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, truncated.StatusCode);
            Assert.False(await victim.TryAsync(
                other => other.PostAsync("/upload", Form(wav), cancellationToken)));
        }

        using var store = (IDisposable)StorageSetup.Create(
            settings["ConnectionStrings:objects"], "objects", TimeProvider.System);
        Assert.Single(await KeysAsync((IObjectStore)store));
        await using var next = await ServiceProcess.StartAsync("CoreApi", settings);
        await Eventually.TrueAsync(
            async () => (await KeysAsync((IObjectStore)store)).Count == 0, "the object stays");
    }

    private async Task<Dictionary<string, string>> SettingsAsync()
    {
        Assert.SkipWhen(RadosGateway.Missing is not null, RadosGateway.Missing ?? "");
        return new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = await infrastructure.CreateDatabaseAsync(),
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = await gateway.ConnectionStringAsync(),
            ["Uploads:Lease"] = "00:00:01",
            ["Uploads:RecoveryInterval"] = "00:00:00.250",
        };
    }

    private static async Task<List<string>> KeysAsync(IObjectStore store)
    {
        var keys = new List<string>();
        await foreach (var found in store.ListAsync("", CancellationToken.None))
            keys.Add(found.Key);
        return keys;
    }

    private static MultipartFormDataContent Form(byte[] content) => new()
    {
        { new StringContent("Artist"), "artist" },
        { new StringContent("Title"), "title" },
        { new ByteArrayContent(content), "file", "Größe.wav" },
    };
}
