using AudioStreaming.PlaybackApi.Sessions;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

public class SessionOptionsTests
{
    [Fact]
    public void Options_WithAKey_AreValid() => Assert.Null(FaultOf(new SessionOptions
    {
        SigningKeys = [PlaybackWorld.SigningKey],
    }));

    [Fact]
    public void Options_WithoutAKey_NameTheSettingAndTheCure()
    {
        var fault = FaultOf(new SessionOptions());
        Assert.Contains("Playback:SigningKeys:0", fault);
        Assert.Contains("openssl rand", fault);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void Options_WithAWeakKey_NameIt(string key) => Assert.Contains(
        "Playback:SigningKeys:1",
        FaultOf(new SessionOptions { SigningKeys = [PlaybackWorld.SigningKey, key] }));

    [Fact]
    public void Options_WithATtlThatOneLostHeartbeatBreaks_NameIt() => Assert.Contains(
        "Playback:Ttl",
        FaultOf(new SessionOptions
        {
            SigningKeys = [PlaybackWorld.SigningKey],
            Heartbeat = TimeSpan.FromSeconds(10),
            Ttl = TimeSpan.FromSeconds(15),
        }));

    private static string? FaultOf(SessionOptions options) =>
        new SessionOptionsValidation().Validate(null, options).FailureMessage;
}
