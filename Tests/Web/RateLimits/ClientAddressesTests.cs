using System.Net;
using AudioStreaming.Web.RateLimits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AudioStreaming.Web.Tests.RateLimits;

public sealed class ClientAddressesTests
{
    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", null, "203.0.113.7")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    // Anybody can send the header; a visitor who does is still the visitor.
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    // A proxy inside, of which nothing is known, stands for many.
    [InlineData("10.0.0.1", "198.51.100.1", null)]
    [InlineData("fd00::1", "198.51.100.1", null)]
    public void Client_WithNoHeaderToTrust_IsWhoConnects(
        string peer, string? forwarded, string? expected) =>
        Assert.Equal(expected, Find(new RateLimitOptions(), peer, forwarded));

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.9, 198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.9,198.51.100.1:4711", "198.51.100.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("unknown", "10.0.0.1")]
    [InlineData(null, "10.0.0.1")]
    public void Client_WithAHeaderToTrust_IsItsLastAddress(string? forwarded, string expected) =>
        Assert.Equal(
            expected,
            Find(
                new RateLimitOptions { AddressHeader = "X-Forwarded-For" }, "10.0.0.1", forwarded));

    private static string? Find(RateLimitOptions options, string peer, string? forwarded)
    {
        var context = new DefaultHttpContext();
#pragma warning disable RS0030 // The connection that the test makes up.
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
#pragma warning restore RS0030
        if (forwarded is not null) context.Request.Headers["X-Forwarded-For"] = forwarded;
        return new ClientAddresses(options, NullLogger<ClientAddresses>.Instance)
            .Find(context)?.ToString();
    }
}
