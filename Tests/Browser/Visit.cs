using System.Collections.Concurrent;
using AudioStreaming.Testing;
using Microsoft.Playwright;

namespace AudioStreaming.Browser.Tests;

/// <summary>One person's browser on the product, and all it complained about.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds; the machine may be busy.</summary>
    public const float Patience = 60_000;

    private readonly IBrowserContext _context;
    private readonly Uri _address;

    public Visit(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(request);
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, such as breaches of the security policy.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public ConcurrentQueue<IRequest> Requests { get; } = new();

    public ILocator Player => Page.GetByRole(AriaRole.Region, new() { Name = "Player" });

    public ILocator SeekBar => Player.GetByRole(AriaRole.Slider, new() { Name = "Seek" });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    public Task OfflineAsync(bool isOffline) => _context.SetOfflineAsync(isOffline);

    public ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task PlayFromListAsync(string title) =>
        Page.GetByRole(AriaRole.Button, new() { Name = $"Play {title} by The Walkers" })
            .First.ClickAsync();

    /// <summary>Waits until so many seconds have been heard.</summary>
    public Task HearsAsync(int seconds) => UntilAsync(
        "Number(document.querySelector('[aria-label=Seek]')?.getAttribute('aria-valuenow')) "
        + $">= {seconds}");

    /// <summary>Waits until so many seconds can be sought; a growing track shows fewer.</summary>
    public Task OffersAsync(int seconds) => UntilAsync(
        "Number(document.querySelector('[aria-label=Seek]')?.getAttribute('aria-valuemax')) "
        + $">= {seconds}");

    /// <summary>Seconds into the track.</summary>
    public async Task<int> PositionAsync() =>
        int.Parse((await SeekBar.GetAttributeAsync("aria-valuenow"))!);

    // Not WaitForFunctionAsync: it needs eval in the page, which the security policy forbids.
    public Task UntilAsync(string condition) => Eventually.TrueAsync(
        () => Page.EvaluateAsync<bool>(condition), condition,
        TimeSpan.FromMilliseconds(Patience));

    public int CountOf(string method, string path) => Requests.Count(request =>
        request.Method == method
        && new Uri(request.Url).AbsolutePath.StartsWith(path, StringComparison.Ordinal));
}
