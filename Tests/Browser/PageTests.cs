using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>Every page, in both themes, on a desktop and on a phone.</summary>
public sealed class PageTests(BrowserProduct product)
{
    public static TheoryData<string, string, bool, bool> Pages()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach (var (name, path) in new[]
        {
            ("library", "/"), ("track", "/t/{id}"), ("upload", "/upload"),
            ("statistics", "/statistics"), ("methodology", "/methodology"),
            ("privacy", "/privacy"), ("manage", "/manage/{id}#key"),
            ("embed", "/embed/{id}"), ("missing", "/no-such-page"),
        })
        {
            foreach (var isPhone in new[] { false, true })
            {
                data.Add(name, path, true, isPhone);
                data.Add(name, path, false, isPhone);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_IsAccessible_KeepsThePolicy_AndAsksNobodyElse(
        string name, string path, bool isDark, bool isPhone)
    {
        await using var visit = await product.VisitAsync(
            path.Replace("{id}", product.LongTrack, StringComparison.Ordinal),
            new()
            {
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = isPhone
                    ? new() { Width = 390, Height = 844 }
                    : new() { Width = 1280, Height = 800 },
                HasTouch = isPhone,
            });
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToBeAttachedAsync(new() { Timeout = Visit.Patience });
        if (name is "track" or "statistics")
            await Expect(visit.Page.GetByText("Show as a table"))
                .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
        if (name is "library")
        {
            await visit.PlayFromListAsync("Long Road");
            await visit.HearsAsync(1);
        }
        var screenshot = Artifacts.Screenshot(name, isDark, isPhone);
        await visit.Page.ScreenshotAsync(new() { Path = screenshot, FullPage = true });

        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        Assert.All(visit.Requests, request => Assert.True(
            request.Url.StartsWith(product.Address.ToString(), StringComparison.Ordinal)
            || request.Url.StartsWith("blob:", StringComparison.Ordinal), request.Url));
        Assert.DoesNotContain(
            visit.Complaints,
            text => name is not "missing" || !text.Contains("404", StringComparison.Ordinal));
        Assert.False(await visit.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }
}
