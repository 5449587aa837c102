using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Tests;

public sealed class SettingsTests
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

    [Theory]
    [InlineData("RateLimits:RequestsPerMinute", "0", "must be from 1 to 1000000")]
    [InlineData("RateLimits:PlaysPerMinute", "1000001", "must be from 1 to 1000000")]
    [InlineData("RateLimits:UploadsPerMinute", "-1", "must be from 1 to 1000000")]
    [InlineData("RateLimits:AddressHeader", "X Real IP", "such as X-Forwarded-For")]
    [InlineData("RateLimits:ProxyNetworks", "10.0.0.1", "such as 10.0.0.0/8", ":0")]
    [InlineData("Gateway:ConnectPatience", "00:02:00", "from 00:00:00 to 00:01:00")]
    [InlineData("Pages:PublicOrigin", "music.example", "such as https://music.example.org")]
    [InlineData("Pages:PublicOrigin", "ftp://music.example", "such as https://")]
    [InlineData("Security:MediaOrigins", "cdn.example", "such as https://cdn.example.org", ":0")]
    [InlineData("Security:MediaOrigins", "https://cdn.example/a", "such as https://", ":0")]
    public void Start_WithAWrongSetting_NamesItAndTheCure(
        string name, string value, string cure, string index = "")
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start(new()
        {
            ["services:coreapi:http:0"] = "http://127.0.0.1:1",
            ["services:playbackapi:http:0"] = "http://127.0.0.1:1",
            ["services:statisticsapi:http:0"] = "http://127.0.0.1:1",
            [name + index] = value,
        }));

        var sentence = Assert.Single(failure.Failures);
        Assert.StartsWith(name, sentence);
        Assert.Contains(cure, sentence);
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
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }
}
