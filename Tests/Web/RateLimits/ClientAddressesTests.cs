using System.Net;
using AudioStreaming.Web.RateLimits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Web.Tests.RateLimits;

public sealed class ClientAddressesTests
{
    private static readonly RateLimitOptions BehindProxy =
        new() { AddressHeader = "X-Forwarded-For" };

    private readonly Warnings _warnings = new();

    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", null, "203.0.113.7")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    // Anybody can send the header; a visitor who does is still the visitor.
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    // A proxy inside, of which nothing is known, stands for many.
    [InlineData("10.0.0.1", "198.51.100.1", null)]
    [InlineData("fd00::1", "198.51.100.1", null)]
    public async Task Client_WithNoHeaderToTrust_IsWhoConnects(
        string peer, string? forwarded, string? expected) =>
        Assert.Equal(expected, await FindAsync(new RateLimitOptions(), peer, forwarded));

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.9, 198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.9,198.51.100.1:4711", "198.51.100.1")]
    [InlineData("203.0.113.9, 10.0.0.2", "10.0.0.2")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("unknown", "10.0.0.1")]
    [InlineData(null, "10.0.0.1")]
    public async Task Client_WithAHeaderToTrust_IsItsLastAddress(
        string? forwarded, string expected) =>
        Assert.Equal(expected, await FindAsync(BehindProxy, "10.0.0.1", forwarded));

    [Theory]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("127.0.0.1")]
    public async Task Proxy_InAPrivateNetwork_IsBelieved(string peer) =>
        Assert.Equal("198.51.100.1", await FindAsync(BehindProxy, peer, "198.51.100.1"));

    [Fact]
    public async Task Proxy_InANamedNetwork_IsBelievedAndNoOther()
    {
        var options = new RateLimitOptions
        {
            AddressHeader = "X-Forwarded-For",
            ProxyNetworks = ["203.0.113.0/24", "2001:db8::/32"],
        };

        Assert.Equal("198.51.100.1", await FindAsync(options, "203.0.113.7", "198.51.100.1"));
        Assert.Equal("198.51.100.1", await FindAsync(options, "2001:db8::7", "198.51.100.1"));
        Assert.Empty(_warnings.Texts);
        Assert.Equal("10.0.0.1", await FindAsync(options, "10.0.0.1", "198.51.100.1"));
    }

    [Fact]
    public async Task Client_ThatClaimsAnAddressFromOutside_IsWhoConnectsAndToldOfOnce()
    {
        Assert.Equal(
            ["203.0.113.7", "203.0.113.7"],
            await FindAsync(
                BehindProxy, ("203.0.113.7", "198.51.100.1"), ("203.0.113.7", "198.51.100.2")));

        var warning = Assert.Single(_warnings.Texts);
        Assert.Contains("RateLimits:ProxyNetworks", warning);
    }

    [Fact]
    public async Task Proxy_ThatNobodyNamed_IsToldOfOnce()
    {
        await FindAsync(
            new RateLimitOptions(), ("10.0.0.1", "198.51.100.1"), ("10.0.0.1", "198.51.100.2"));

        var warning = Assert.Single(_warnings.Texts);
        Assert.Contains("RateLimits:AddressHeader", warning);
    }

    private async Task<string?> FindAsync(
        RateLimitOptions options, string peer, string? forwarded) =>
        Assert.Single(await FindAsync(options, (peer, forwarded)));

    private async Task<List<string?>> FindAsync(
        RateLimitOptions options, params (string Peer, string? Forwarded)[] requests)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var clients = new ClientAddresses(options, _warnings);
        List<string?> found = [];
        var app = new ApplicationBuilder(services);
        clients.UseForwarded(app);
        app.Run(context =>
        {
            found.Add(clients.Find(context)?.ToString());
            return Task.CompletedTask;
        });
        var pipeline = app.Build();
        foreach (var (peer, forwarded) in requests)
        {
            var context = new DefaultHttpContext();
#pragma warning disable RS0030 // The connection that the test makes up.
            context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
#pragma warning restore RS0030
            if (forwarded is not null) context.Request.Headers["X-Forwarded-For"] = forwarded;
            await pipeline(context);
        }
        return found;
    }

    private sealed class Warnings : ILogger<ClientAddresses>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Texts.Add(formatter(state, exception));
        }
    }
}
