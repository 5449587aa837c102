namespace AudioStreaming.Setup.Tests;

/// <summary>The .NET SDK: there, brought by apt, or asked for in one sentence.</summary>
public sealed class DotnetTests : IDisposable
{
    private const string TooOld =
        "case $1 in --list-sdks) echo '8.0.100 [/usr/share/dotnet/sdk]' ;; *) exit 145 ;; esac";

    private readonly Script _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Dotnet_Fits_IsSilent()
    {
        _script.Fake("dotnet", "exit 0");

        var (exitCode, output, error) = await _script.RunAsync("eng/setup/dotnet");

        Assert.Equal(0, exitCode);
        Assert.Empty(output + error);
    }

    [Fact]
    public async Task Dotnet_Missing_SaysWhereToGetIt()
    {
        var (exitCode, _, error) = await _script.RunAsync("eng/setup/dotnet");

        Assert.Equal(1, exitCode);
        Assert.Contains("the .NET 10 SDK is missing; get it from https://dot.net/download", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Dotnet_TooOld_NamesBothVersions()
    {
        _script.Fake("dotnet", TooOld);

        var (exitCode, _, error) = await _script.RunAsync("eng/setup/dotnet");

        Assert.Equal(1, exitCode);
        Assert.Contains("the .NET SDK here (8.0.100) is not the one that global.json", error);
        Assert.Contains("asks for (10.0.", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("too old")]
    public async Task Dotnet_AptHasIt_InstallsIt(string state)
    {
        if (state == "too old") _script.Fake("dotnet", TooOld);
        _script.AptBrings("dotnet", "exit 0");
        _script.Fake("apt-cache", "exit 0");

        var (exitCode, _, error) = await _script.RunAsync("eng/setup/dotnet");

        Assert.Equal(0, exitCode);
        Assert.Equal("setup: installing dotnet-sdk-10.0\n", error);
    }

    [Fact]
    public async Task Dotnet_AptLacksIt_SaysWhereToGetItAfterALookAtFreshLists()
    {
        _script.AptBrings("dotnet", "exit 0");
        _script.Fake("apt-cache", "exit 100");

        var (exitCode, _, error) = await _script.RunAsync("eng/setup/dotnet");

        Assert.Equal(1, exitCode);
        Assert.Contains("the .NET 10 SDK is missing", error);
        Assert.Equal(["apt-get update"], _script.Log());
    }
}
