using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Runs a program that reads untrusted bytes: from stdin to stdout alone, with an empty
/// environment, as nobody, without network, unable to write a file, bounded in time and memory,
/// and dead as soon as this service is. What the machine does not permit is left out, once, and
/// logged at start.
/// </summary>
internal sealed partial class Sandbox
{
    private readonly SandboxOptions _options;
    private readonly ProcessLauncher _launcher;
    private readonly ILogger<Sandbox> _logger;
    private readonly Lazy<Task<IReadOnlyList<SandboxLayer>>> _layers;

    public Sandbox(
        IOptions<SandboxOptions> options, ProcessLauncher launcher, ILogger<Sandbox> logger)
    {
        _options = options.Value;
        _launcher = launcher;
        _logger = logger;
        _layers = new(DetectAsync);
    }

    /// <summary>The layers in force on this machine, outermost first.</summary>
    public Task<IReadOnlyList<SandboxLayer>> LayersAsync() => _layers.Value;

    /// <summary>Starts a program; the caller feeds, reads and disposes it.</summary>
    public async Task<SandboxedProcess> StartAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var process = await StartAsync(await LayersAsync(), program, arguments);
        return new SandboxedProcess(process, _options.WallTime, cancellationToken);
    }

    private async Task<IReadOnlyList<SandboxLayer>> DetectAsync()
    {
        var layers = new List<SandboxLayer>();
        foreach (var layer in SandboxLayer.All(_options, Environment.IsPrivilegedProcess))
        {
            if (await WorksAsync([.. layers, layer])) layers.Add(layer);
            else MissingLayer(layer.Name, layer.Command[0]);
        }
        var names = string.Join(", ", layers.Select(layer => layer.Name));
        InForce(names);
        return layers;
    }

    private async Task<bool> WorksAsync(IReadOnlyList<SandboxLayer> layers)
    {
        try
        {
            using var process = await StartAsync(layers, "true", []);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private Task<Process> StartAsync(
        IReadOnlyList<SandboxLayer> layers, string program, IEnumerable<string> arguments)
    {
        var path = program == "true" ? program : Path.Combine(_options.ToolDirectory, program);
        string[] command = [.. layers.SelectMany(layer => layer.Command), path, .. arguments];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // The service's environment holds connection strings.
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        info.Environment["LC_ALL"] = "C";
        return _launcher.StartAsync(info);
    }
}

/// <param name="Name">What it keeps the child from, for the log.</param>
/// <param name="Command">Runs the rest of its command line with that restriction.</param>
internal sealed record SandboxLayer(string Name, IReadOnlyList<string> Command)
{
    public static IEnumerable<SandboxLayer> All(SandboxOptions options, bool privileged)
    {
        yield return new SandboxLayer("no network", privileged
            ? ["unshare", "--net", "--ipc", "--"]
            : ["unshare", "--user", "--map-current-user", "--net", "--ipc", "--"]);
        yield return new SandboxLayer("limits", ["prlimit", .. Limits(options), "--"]);
        if (privileged)
            yield return new SandboxLayer("unprivileged user",
            [
                "setpriv", Text($"--reuid={options.UserId}"), Text($"--regid={options.UserId}"),
                "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--",
            ]);
        yield return new SandboxLayer(
            "dies with the service", ["setpriv", "--no-new-privs", "--pdeathsig=KILL", "--"]);
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
