using AudioStreaming.PlaybackApi.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

public class SessionOptionsTests
{
    [Fact]
    public void Options_WithAKey_AreValid() =>
        Assert.Null(FaultOf(("Playback:SigningKeys:0", PlaybackWorld.SigningKey)));

    [Fact]
    public void Options_WithoutAKey_NameTheSettingAndTheCure()
    {
        var fault = FaultOf();
        Assert.Contains("Playback:SigningKeys:0", fault);
        Assert.Contains("openssl rand", fault);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void Options_WithAWeakKey_NameIt(string key)
    {
        var fault = FaultOf(
            ("Playback:SigningKeys:0", PlaybackWorld.SigningKey), ("Playback:SigningKeys:1", key));
        Assert.Contains("Playback:SigningKeys:1", fault);
        Assert.DoesNotContain("Playback:SigningKeys:0", fault);
    }

    [Fact]
    public void Options_WithATtlThatOneLostHeartbeatBreaks_NameIt() => Assert.Contains(
        "Playback:Ttl",
        FaultOf(
            ("Playback:SigningKeys:0", PlaybackWorld.SigningKey),
            ("Playback:Heartbeat", "00:00:10"), ("Playback:Ttl", "00:00:15")));

    [Fact]
    public void Options_OutOfRange_NameTheSettingItsBoundsAndTheUsual() => Assert.Equal(
        "Playback:Lease must be from 00:00:00.1000000 to 00:10:00, such as 00:00:02",
        FaultOf(
            ("Playback:SigningKeys:0", PlaybackWorld.SigningKey),
            ("Playback:Lease", "00:00:00")));

    private static string? FaultOf(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSessionOptions()
            .BuildServiceProvider();
        return Record.Exception(
            () => services.GetRequiredService<IOptions<SessionOptions>>().Value)?.Message;
    }
}
