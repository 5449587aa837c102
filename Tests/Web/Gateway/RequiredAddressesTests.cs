using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class RequiredAddressesTests
{
    [Fact]
    public void Start_WithoutAnAddress_NamesItsSetting()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start([]));

        var sentence = Assert.Single(failure.Failures, text => text.Contains("'coreapi'"));
        Assert.Contains("services__coreapi__http__0", sentence);
        Assert.Contains("services__playbackapi__http__0", failure.Message);
        Assert.Contains("services__statisticsapi__http__0", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:80")]
    [InlineData("ftp://host")]
    [InlineData("https://host")]
    [InlineData("/tmp/socket")]
    [InlineData("http://host/path")]
    [InlineData("http://host:99999")]
    public void Start_WithWhatIsNoAddress_NamesItsSettingAndValue(string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start(new()
        {
            ["services:coreapi:http:0"] = "http://127.0.0.1:1",
            ["services:coreapi:http:1"] = value,
            ["services:playbackapi:http:0"] = "http://127.0.0.1:1",
            ["services:statisticsapi:http:0"] = "http://127.0.0.1:1/",
        }));

        var sentence = Assert.Single(failure.Failures);
        Assert.Contains($"services__coreapi__http__1 is '{value}'", sentence);
    }

    /// <summary>As far as <c>Program</c> goes before it listens.</summary>
    private static void Start(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults();
        builder.AddWeb();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapWeb();
    }
}
