using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>By thumb, on a small screen.</summary>
public sealed class PhoneTests(BrowserProduct product)
{
    [Fact]
    public async Task Thumb_PlaysOpensTheLargePlayerSeeksAndQueues()
    {
        await using var visit = await product.VisitAsync("/", new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            HasTouch = true,
            IsMobile = true,
            DeviceScaleFactor = 2,
        });
        await visit.Page
            .GetByRole(AriaRole.Button, new() { Name = "Play Long Road by The Walkers" })
            .First.TapAsync();
        await visit.HearsAsync(1);

        await visit.Button("Open the large player").Last.TapAsync();
        var large = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Now playing" });
        var line = large.GetByRole(AriaRole.Slider, new() { Name = "Seek" });
        var box = (await line.BoundingBoxAsync())!;
        await visit.Page.Touchscreen.TapAsync(box.X + (box.Width * 0.8f), box.Y + (box.Height / 2));
        await visit.HearsAsync(230);
        await large.GetByRole(AriaRole.Button, new() { Name = "Pause" }).TapAsync();
        await Expect(large.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }))
            .ToBeVisibleAsync();

        await large.GetByRole(AriaRole.Button, new() { Name = "Queue" }).TapAsync();
        var queue = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Queue" });
        await Expect(queue).ToContainTextAsync("Long Road");
        Assert.False(await visit.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(visit.Complaints);
    }
}
