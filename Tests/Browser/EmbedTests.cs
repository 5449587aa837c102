using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>The player inside somebody else's page.</summary>
public sealed class EmbedTests(BrowserProduct product)
{
    [Fact]
    public async Task EmbeddedPlayer_PlaysInAForeignPage()
    {
        await using var foreign = await FramingAsync($"/embed/{product.LongTrack}");
        await using var visit = await product.VisitAsync(foreign.Urls.Single());

        var frame = visit.Page.FrameLocator("iframe");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })
            .ClickAsync();

        var seekBar = frame.GetByRole(AriaRole.Slider, new() { Name = "Seek" });
        await Expect(seekBar).ToHaveAttributeAsync(
            "aria-valuenow", new Regex("^[1-9]"), new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task OtherPages_CannotBeFramed()
    {
        await using var foreign = await FramingAsync("/");
        await using var visit = await product.VisitAsync(foreign.Urls.Single());

        await Expect(visit.Page.FrameLocator("iframe").GetByRole(AriaRole.Heading))
            .ToHaveCountAsync(0);
        Assert.Contains(
            visit.Complaints, text => text.Contains("frame", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A site of another origin with a page of ours in a frame.</summary>
    private async Task<WebApplication> FramingAsync(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(
                $"<iframe src='{new Uri(product.Address, path)}' width=480 height=152></iframe>",
                context.RequestAborted);
        });
        await site.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }
}
