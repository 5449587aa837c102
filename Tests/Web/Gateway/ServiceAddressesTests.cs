using AudioStreaming.Web.Gateway;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class ServiceAddressesTests
{
    [Fact]
    public void Address_ThatIsMissing_IsNamedWithItsSetting()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => ServiceAddresses.Of(new ConfigurationBuilder().Build(), "coreapi"));

        Assert.Contains("services__coreapi__http__0", failure.Message);
    }

    [Theory]
    [InlineData("localhost:80")]
    [InlineData("ftp://host")]
    [InlineData("/tmp/socket")]
    public void Address_ThatIsNoHttpUrl_IsRefused(string value)
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => ServiceAddresses.Of(With(("services:coreapi:http:0", value)), "coreapi"));

        Assert.Contains(value, failure.Message);
    }

    [Fact]
    public void Addresses_OfReplicas_AreAllKnown()
    {
        var settings = With(
            ("services:coreapi:http:0", "http://one"), ("services:coreapi:http:1", "http://two"));

        Assert.Equal(2, ServiceAddresses.Of(settings, "coreapi").Count);
    }

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .Build();
}
