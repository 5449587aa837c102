using System.Diagnostics;
using AudioStreaming.Testing;

namespace AudioStreaming.Uploads.Bench;

/// <summary>The Core API as a process of its own, over files.</summary>
internal sealed class UploadService : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly HttpClient _client;

    private UploadService(ServiceProcess process)
    {
        _process = process;
        _client = new HttpClient
        {
            BaseAddress = process.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public static async Task<UploadService> StartAsync(
        InfrastructureFixture infrastructure, long maxFileBytes) =>
        new(await ServiceProcess.StartAsync("CoreApi", new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = await infrastructure.CreateDatabaseAsync(),
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={infrastructure.Directory}/objects",
            ["Uploads:MaxFileBytes"] = $"{maxFileBytes}",
        }));

    /// <returns>Megabytes (10⁶) a second, from the first byte sent to the answer.</returns>
    public async Task<double> UploadAsync(string path)
    {
        var clock = Stopwatch.StartNew();
        await using var file = File.OpenRead(path);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Artist"), "artist" },
            { new StringContent("Title"), "title" },
            { new StreamContent(file, 128 * 1024), "file", "source.wav" },
        };
        using var response = await _client.PostAsync("/upload", form);
        response.EnsureSuccessStatusCode();
        return file.Length / 1e6 / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The service's highest working set so far, in bytes.</summary>
    public long PeakMemory()
    {
        using var process = Process.GetProcessById(_process.ProcessId);
        return process.PeakWorkingSet64;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _process.DisposeAsync();
    }
}
