using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Web.Tests;

/// <summary>The gateway on a free port, between stub services and a small client.</summary>
public abstract class WebFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("web-tests-");
    private WebApplication? _app;

    internal StubService Core { get; } = new();

    internal StubService Playback { get; } = new();

    internal StubService Statistics { get; } = new();

    internal HttpClient Client { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected virtual Dictionary<string, string?> Settings => [];

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(
            Core.StartAsync(Cancellation), Playback.StartAsync(Cancellation),
            Statistics.StartAsync(Cancellation), StartMoreAsync());
        WriteClient();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:coreapi:http:0"] = Core.Address,
            ["services:playbackapi:http:0"] = Playback.Address,
            ["services:statisticsapi:http:0"] = Statistics.Address,
            ["ClientFiles:Root"] = _files.FullName,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.AddServiceDefaults();
        builder.AddWeb();
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapWeb();
        await _app.StartAsync(Cancellation);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(_app.Urls.Single()),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await Core.DisposeAsync();
        await Playback.DisposeAsync();
        await Statistics.DisposeAsync();
        await StopMoreAsync();
        _files.Delete(recursive: true);
    }

    /// <summary>Starts what <see cref="Settings"/> also name.</summary>
    protected virtual Task StartMoreAsync() => Task.CompletedTask;

    protected virtual ValueTask StopMoreAsync() => ValueTask.CompletedTask;

    private void WriteClient()
    {
        Write("index.html", "<html><head><!--head--></head><body>client</body></html>");
        Write("assets/app-1a2b.js", "plain");
        Write("assets/app-1a2b.js.br", "brotli");
        Write("assets/app-1a2b.js.gz", "gzip");
        Write("robots.txt", "User-agent: *");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_files.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
