using System.Net.Http.Json;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>Services over a real S3 server, and one track, uploaded and converted.</summary>
public sealed class ProductOnS3(RadosGateway gateway) : IAsyncLifetime
{
    private readonly InfrastructureFixture _infrastructure = new();
    private readonly List<ServiceProcess> _services = [];
    private Dictionary<string, string> _settings = [];

    public string Track { get; private set; } = "";

    /// <summary>The bucket as clients reach it, with a slash at its end.</summary>
    public Uri BucketUrl => new($"{gateway.Endpoint}{Part("Bucket")}/");

    public async ValueTask InitializeAsync()
    {
        if (RadosGateway.Missing is not null) return;
        await _infrastructure.InitializeAsync();
        _settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = await _infrastructure.CreateDatabaseAsync(),
            ["ConnectionStrings:redis"] = _infrastructure.Redis,
            ["ConnectionStrings:kafka"] = _infrastructure.Kafka,
            ["ConnectionStrings:objects"] = await gateway.ConnectionStringAsync(),
            ["Playback:SigningKeys:0"] = Convert.ToBase64String(new byte[32]),
        };
        using var core = await StartAsync("CoreApi");
        using var converter = await StartAsync("Converter");
        Track = await UploadAsync(core);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        if (RadosGateway.Missing is null) await _infrastructure.DisposeAsync();
    }

    /// <summary>Starts one more service; returns a client of it.</summary>
    public async Task<HttpClient> StartAsync(
        string project, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in settings) all[name] = value;
        var service = await ServiceProcess.StartAsync(project, all);
        _services.Add(service);
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = service.BaseAddress,
        };
    }

    public async Task PutAsync(string key, byte[] content)
    {
        using var store = (IDisposable)OpenStore();
        await ((IObjectStore)store).PutAsync(
            key, new MemoryStream(content), "video/iso.segment", CancellationToken.None);
    }

    public async Task<byte[]> ReadAsync(string key)
    {
        using var store = (IDisposable)OpenStore();
        await using var content = await ((IObjectStore)store).OpenAsync(
            key, range: null, CancellationToken.None);
        using var bytes = new MemoryStream();
        await content!.Stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Lets everybody read what is played.</summary>
    public async Task MakePublicAsync()
    {
        using var client = new AmazonS3Client(
            Part("AccessKey"), Part("SecretKey"),
            new AmazonS3Config
            {
                ServiceURL = $"{gateway.Endpoint}",
                ForcePathStyle = true,
                UseHttp = true,
                AuthenticationRegion = "us-east-1",
            });
        await client.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = Part("Bucket"),
            Policy = $$"""
                {
                  "Version": "2012-10-17",
                  "Statement": [{
                    "Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"],
                    "Resource": ["arn:aws:s3:::{{Part("Bucket")}}/hls/*"]
                  }]
                }
                """,
        });
    }

    private static async Task<string> UploadAsync(HttpClient core)
    {
        var mp3 = await File.ReadAllBytesAsync(await TestAudio.Mp3Async());
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Artist"), "artist" },
            { new StringContent("Title"), "title" },
            { new ByteArrayContent(mp3), "file", "music.mp3" },
        };
        using var response = await core.PostAsync("/upload", form);
        var upload = await response.Content.ReadFromJsonAsync<JsonElement>();
        var track = upload.GetProperty("track_id").GetString()!;
        await Eventually.TrueAsync(
            async () => (await core.GetFromJsonAsync<JsonElement>($"/tracks/{track}"))
                .GetProperty("status").GetString() == "ready",
            "the track becomes ready", TimeSpan.FromMinutes(2));
        return track;
    }

    private IObjectStore OpenStore() => StorageSetup.Create(
        _settings["ConnectionStrings:objects"], "objects", TimeProvider.System);

    private string Part(string name) => _settings["ConnectionStrings:objects"].Split(';')
        .First(part => part.StartsWith($"{name}=")).Split('=', 2)[1];
}
