using System.Globalization;
using System.Runtime.InteropServices;

namespace AudioStreaming.Converter.Sandboxing;

/// <param name="Name">What it keeps the child from, for the log.</param>
/// <param name="Command">Runs the rest of its command line with that restriction.</param>
/// <param name="Restrict">Or: what the thread that starts the child does to itself.</param>
internal sealed record SandboxLayer(
    string Name, IReadOnlyList<string> Command, Action? Restrict = null)
{
    /// <summary>Where programs and what they are linked to are.</summary>
    private static readonly string[] SystemFiles =
    [
        "/usr", "/bin", "/sbin", "/lib", "/lib64", "/nix/store", "/etc/alternatives",
        "/etc/ld.so.cache", "/dev/urandom",
        // The launching thread itself may still have an assembly to load.
        RuntimeEnvironment.GetRuntimeDirectory(),
    ];

    /// <summary>What this service asks for, outermost first.</summary>
    public static IEnumerable<SandboxLayer> All(SandboxOptions options, bool privileged)
    {
        yield return new SandboxLayer("limits", ["prlimit", .. Limits(options), "--"]);
        if (privileged)
            yield return new SandboxLayer("unprivileged user",
            [
                "setpriv", Text($"--reuid={options.UserId}"), Text($"--regid={options.UserId}"),
                "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--",
            ]);
        yield return new SandboxLayer(
            "dies with the service", ["setpriv", "--no-new-privs", "--pdeathsig=KILL", "--"]);
        string[] readable = options.ToolDirectory.Length > 0
            ? [.. SystemFiles, options.ToolDirectory]
            : SystemFiles;
        yield return new SandboxLayer("no files", [], () => Landlock.Restrict(readable));
        yield return new SandboxLayer("no sockets", [], SystemCallFilter.Restrict);
    }

    private static IEnumerable<string> Limits(SandboxOptions options)
    {
        var seconds = (long)Math.Ceiling(options.CpuTime.TotalSeconds);
        yield return Text($"--cpu={seconds}:{seconds + 5}");
        yield return Text($"--as={(long)options.MemoryMegabytes << 20}");
        yield return Text($"--nofile={options.OpenFiles}");
        yield return "--fsize=0";
        yield return "--core=0";
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
