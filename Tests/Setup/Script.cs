using System.Diagnostics;

namespace AudioStreaming.Setup.Tests;

/// <summary>
/// Runs a script of <c>eng/</c> in a world of its own: an empty home, and a path that holds only
/// the commands it is given.
/// </summary>
internal sealed class Script : IDisposable
{
    private static readonly string[] Basics =
    [
        "bash", "env", "cat", "cut", "dirname", "echo", "flock", "grep", "id", "mkdir", "mktemp",
        "mv", "nproc", "printf", "rm", "sed", "sha256sum", "sha512sum", "sort", "tail", "tar",
        "tee", "touch", "true", "uname", "find", "cmp", "head",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("setup-").FullName;

    public Script()
    {
        Directory.CreateDirectory(Commands);
        foreach (var command in Basics) Link(command);
    }

    public string Home => Path.Combine(_directory, "home");

    /// <summary>The one directory of the path.</summary>
    public string Commands => Path.Combine(_directory, "bin");

    /// <summary>Where fakes write a line about each call that matters.</summary>
    public string LogPath => Path.Combine(_directory, "log");

    public IReadOnlyList<string> Log() => File.Exists(LogPath) ? File.ReadAllLines(LogPath) : [];

    /// <summary>Makes a command of this machine reachable.</summary>
    public void Link(string command)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(directory => Path.Combine(directory, command))
            .FirstOrDefault(File.Exists);
        if (found is not null)
            File.CreateSymbolicLink(Path.Combine(Commands, command), found);
    }

    /// <summary>Puts a command of our own in the path.</summary>
    public void Fake(string command, string body)
    {
        var file = Path.Combine(Commands, command);
        File.Delete(file);
        File.WriteAllText(file, "#!/usr/bin/env bash\n" + body + "\n");
        File.SetUnixFileMode(
            file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>An apt, reachable by sudo, that installs a command of our own.</summary>
    public void AptBrings(string command, string body)
    {
        Link("chmod");
        Fake("id", "echo 1000");
        // Whatever is typed stays in this world: the machine's own policy above all.
        Fake("sudo", "shift; case ${1-} in env) \"$@\" ;; tee) cat >/dev/null ;; esac");
        var target = Path.Combine(Commands, command);
        Fake("apt-get",
            $$$"""
            while [ "${1:0:1}" = - ]; do if [ "$1" = -o ]; then shift; fi; shift; done
            echo "apt-get $1${2:+ ${!#}}" >>{{{LogPath}}}
            [ "$1" = install ] || exit 0
            printf '#!/usr/bin/env bash\n%s\n' '{{{body}}}' >{{{target}}}
            chmod +x {{{target}}}
            """);
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string script, params string[] arguments)
    {
        Directory.CreateDirectory(Home);
        var start = new ProcessStartInfo(Path.Combine(Root(), script), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Commands;
        start.Environment["HOME"] = Home;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "AudioStreaming.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
