using AudioStreaming.Converter.Claims;

namespace AudioStreaming.Converter.Tests.Claims;

public class ClaimOptionsTests
{
    [Fact]
    public void Backoff_Doubles_UpToItsCap()
    {
        var options = new ClaimOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), options.Backoff(1));
        Assert.Equal(TimeSpan.FromSeconds(20), options.Backoff(3));
        Assert.Equal(TimeSpan.FromMinutes(10), options.Backoff(1_000));
    }
}
