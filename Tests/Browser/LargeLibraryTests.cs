using AudioStreaming.Testing;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>Ten thousand tracks in the list.</summary>
public sealed class LargeLibraryTests : IAsyncLifetime
{
    private const int Tracks = 10_000;

    /// <summary>Rows in view and a few around them, on any screen.</summary>
    private const int MostRows = 80;

    private const string RowCount =
        "document.querySelectorAll('ol[aria-label=Tracks] > li').length";

    private readonly ChromiumFixture _chromium = new();
    private readonly InfrastructureFixture _infrastructure = new();
    private ProductFixture? _product;

    public async ValueTask InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        await _chromium.InitializeAsync();
        var database = await _infrastructure.CreateDatabaseAsync();
        _product = new ProductFixture
        {
            Settings = new Dictionary<string, string?>
            {
                ["ConnectionStrings:database"] = database,
            },
        };
        await _product.InitializeAsync();
        await FillAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_product is not null) await _product.DisposeAsync();
        await _chromium.DisposeAsync();
        await _infrastructure.DisposeAsync();
    }

    [Fact]
    public async Task List_OfTenThousand_HoldsFewRows_ScrollsToItsEnd_AndIsSearched()
    {
        var context = await _chromium.Browser.NewContextAsync();
        await using var visit = new Visit(
            context, await context.NewPageAsync(), _product!.BaseAddress);
        await visit.GoAsync("/");
        await Expect(visit.Page.GetByText("10,000", new() { Exact = true }))
            .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
        await Expect(visit.Page.GetByText("Track 10000", new() { Exact = true }))
            .ToBeVisibleAsync();
        Assert.InRange(await visit.Page.EvaluateAsync<int>(RowCount), 5, MostRows);

        await visit.UntilAsync(
            "(scrollTo(0, document.body.scrollHeight), "
            + $"document.querySelector('[aria-posinset=\"{Tracks}\"]') !== null)");
        await Expect(visit.Page.GetByText("Track 1", new() { Exact = true })).ToBeVisibleAsync();
        Assert.InRange(await visit.Page.EvaluateAsync<int>(RowCount), 5, MostRows);

        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("track 4711");
        await Expect(visit.Page.GetByRole(AriaRole.Listitem).First)
            .ToContainTextAsync("Track 4711", new() { Timeout = Visit.Patience });
        Assert.Empty(visit.Complaints);
    }

    private static async Task FillAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var fill = source.CreateCommand(
            $"""
            INSERT INTO catalog.tracks (
              id, artist, title, status, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, hls_key, duration_ms, uploaded_at)
            SELECT
              gen_random_uuid(), 'Artist ' || number % 300, 'Track ' || number, 'ready',
              'file.mp3', 'raw/none', 'mp3', 1, sha256('x'), 'x', 'hls/none/1/master.m3u8',
              180000, timestamptz '2026-01-01' + number * interval '1 minute'
            FROM generate_series(1, {Tracks}) AS number
            """);
        await fill.ExecuteNonQueryAsync();
    }
}
