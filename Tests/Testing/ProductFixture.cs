using AudioStreaming.Standalone.Hosting;
using Xunit;

namespace AudioStreaming.Testing;

/// <summary>
/// The whole product in this process, on a free port, with its data in a temporary directory.
/// </summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private readonly TestDirectory _directory = new();
    private StandaloneApp? _app;

    /// <summary>The web front: the product's one public origin.</summary>
    public Uri BaseAddress => _app!.Address;

    /// <summary>The Core API, directly.</summary>
    public Uri CoreAddress => _app!.CoreAddress;

    /// <summary>Talks to the web front; does not follow redirects, keeps no cookies.</summary>
    public HttpClient Client { get; } = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Configuration for every service.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>();

    /// <summary>The product's data directory.</summary>
    public string Directory => _directory.Path;

    /// <summary>What a service is made of, by its project's name: CoreApi, Converter…</summary>
    public IServiceProvider Services(string name) => _app!.Services(name);

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        Client.BaseAddress = BaseAddress;
    }

    /// <summary>
    /// Stops the product in order and starts it again, on another port, with the same data.
    /// </summary>
    /// <returns>A client of the new address; <see cref="Client"/> keeps the old one.</returns>
    public async Task<HttpClient> RestartAsync()
    {
        await StopAsync();
        await StartAsync();
        return new HttpClient { BaseAddress = BaseAddress };
    }

    /// <summary>
    /// Stops the product in order and starts it again where it was: open pages and
    /// <see cref="Client"/> find it there.
    /// </summary>
    public async Task RestartInPlaceAsync()
    {
        var port = BaseAddress.Port;
        await StopAsync();
        await StartAsync(port);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        _directory.Dispose();
    }

    /// <summary>After <see cref="StopAsync"/>, with the same data.</summary>
    public async Task StartAsync(int port = 0) => _app = await StandaloneApp.StartAsync(
        new StandaloneOptions
        {
            DataDirectory = _directory.Path,
            Port = port,
            IsDurable = false,
            Settings = Settings,
        },
        CancellationToken.None);

    /// <summary>In order.</summary>
    public async Task StopAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _app = null;
    }
}
