namespace AudioStreaming.Setup.Tests;

/// <summary>What a newcomer's machine may lack, and what is said then.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly Script _script = new();

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Debian_NothingMissing_IsSilent()
    {
        var (exitCode, output, error) = await _script.RunAsync(
            "eng/setup/debian", "bash:bash", "/bin/*sh:bash");

        Assert.Equal(0, exitCode);
        Assert.Empty(output + error);
    }

    [Fact]
    public async Task Debian_NoRootNoSudo_PrintsTheOneCommand()
    {
        _script.Fake("id", "echo 1000");
        _script.Fake("apt-get", "exit 9");

        var (exitCode, _, error) = await _script.RunAsync(
            "eng/setup/debian", "no-such-server:one", "no-such-tool:two", "/no/such/*:one");

        Assert.Equal(1, exitCode);
        Assert.EndsWith("type: sudo apt-get install --no-install-recommends one two\n", error);
    }

    [Fact]
    public async Task Debian_OtherSystem_NamesWhatIsMissing()
    {
        var (exitCode, _, error) = await _script.RunAsync("eng/setup/debian", "no-such-server:one");

        Assert.Equal(1, exitCode);
        Assert.Contains("missing here: one;", error);
    }

    [Fact]
    public async Task Debian_AptFails_SaysWhyAndHowByHand()
    {
        _script.Fake("id", "echo 1000");
        _script.Fake("sudo", "shift; case $1 in env) \"$@\" ;; tee) cat >/dev/null ;; esac");
        _script.Fake("apt-get", "echo 'E: Unable to locate package one'; exit 100");

        var (exitCode, _, error) = await _script.RunAsync("eng/setup/debian", "no-such-server:one");

        Assert.Equal(1, exitCode);
        Assert.Contains("E: Unable to locate package one", error);
        Assert.Contains("try by hand: apt-get install", error);
    }

    [Fact]
    public async Task Debian_TwoAtOnce_InstallOnce()
    {
        _script.AptBrings("no-such-tool", "exit 0");

        var both = await Task.WhenAll(
            _script.RunAsync("eng/setup/debian", "no-such-tool:one"),
            _script.RunAsync("eng/setup/debian", "no-such-tool:one"));

        Assert.All(both, result => Assert.Equal(0, result.ExitCode));
        Assert.Equal(["apt-get install one"], _script.Log());
    }

    [Fact]
    public async Task Unchanged_SameInputs_RunsTheCommandOnce()
    {
        Directory.CreateDirectory(_script.Home);
        var input = Path.Combine(_script.Home, "input");
        var log = Path.Combine(_script.Home, "log");
        await File.WriteAllTextAsync(input, "1", TestContext.Current.CancellationToken);
        _script.Fake("build", $"echo run >>{log}");

        await BuildAsync();
        await BuildAsync();
        await File.WriteAllTextAsync(input, "22", TestContext.Current.CancellationToken);
        await BuildAsync();

        var runs = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal(2, runs.Length);

        Task BuildAsync() => _script.RunAsync(
            "eng/build/unchanged", _script.Home + "/stamp", input, "/no/such/path", "--", "build");
    }

    [Fact]
    public async Task Unchanged_CommandFails_RunsAgain()
    {
        _script.Fake("build", "exit 3");

        var first = await _script.RunAsync(
            "eng/build/unchanged", _script.Home + "/stamp", _script.Home, "--", "build");
        var second = await _script.RunAsync(
            "eng/build/unchanged", _script.Home + "/stamp", _script.Home, "--", "build");

        Assert.Equal((3, 3), (first.ExitCode, second.ExitCode));
    }
}
