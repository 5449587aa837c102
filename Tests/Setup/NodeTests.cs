namespace AudioStreaming.Setup.Tests;

/// <summary>Which Node.js and npm build the web front.</summary>
public sealed class NodeTests : IDisposable
{
    // As npm lays packages out: the commands side by side in one directory.
    private const string Fetches =
        """
        prefix=$3
        mkdir -p "$prefix/node_modules/.bin"
        for name in node npm npx; do
          printf '#!/usr/bin/env bash\n[ "$1" != --version ] || echo 11.6.0\n' \
            >"$prefix/node_modules/.bin/$name"
          chmod +x "$prefix/node_modules/.bin/$name"
        done
        """;

    private readonly Script _script = new();

    public NodeTests() => _script.Link("chmod");

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task Node_OldNpm_FetchesANewOneBesideItsNode()
    {
        _script.Fake("node", "[ \"${3%%.*}\" -ge 10 ]");
        Npm(Fetches);

        var (exitCode, output, error) = await _script.RunAsync("eng/setup/node");
        var again = await _script.RunAsync("eng/setup/node");

        Assert.Equal(0, exitCode);
        Assert.Contains("fetching Node.js", error);
        Assert.All(
            ["node", "npm", "npx"],
            command => Assert.True(File.Exists(Path.Combine(output.Trim(), command))));
        Assert.Equal((0, output, ""), again);
        Assert.Single(_script.Log());
    }

    [Fact]
    public async Task Node_NewEnoughHere_IsUsed()
    {
        _script.Fake("node", "exit 0");
        Npm("exit 1");
        _script.Fake("npx", "exit 0");

        var (exitCode, output, error) = await _script.RunAsync("eng/setup/node");

        Assert.Equal((0, _script.Commands + "\n", ""), (exitCode, output, error));
    }

    [Fact]
    public async Task Node_FetchDiesHalfway_IsTriedAnew()
    {
        Npm("mkdir -p \"$3/node_modules/.bin\"; kill -KILL $PPID");
        await _script.RunAsync("eng/setup/node");
        Npm(Fetches);

        var (exitCode, output, _) = await _script.RunAsync("eng/setup/node");

        Assert.Equal(0, exitCode);
        Assert.True(File.Exists(Path.Combine(output.Trim(), "npm")));
    }

    [Fact]
    public async Task Node_CannotBeFetched_SaysWhatToInstall()
    {
        Npm("echo 'npm error network' >&2; exit 1");

        var (exitCode, output, error) = await _script.RunAsync("eng/setup/node");

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("npm error network", error);
        Assert.EndsWith(
            "setup: npm cannot fetch Node.js; install Node.js 20.19 or newer from "
            + "https://nodejs.org, with its npm\n",
            error);
    }

    /// <summary>Debian's, of which an installation does the given.</summary>
    private void Npm(string install) => _script.Fake(
        "npm",
        $"""
        if [ "$1" = --version ]; then echo 9.2.0; exit; fi
        echo "npm $1" >>{_script.LogPath}
        {install}
        """);
}
