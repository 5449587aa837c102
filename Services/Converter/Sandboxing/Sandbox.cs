using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Runs a program that reads untrusted bytes: from stdin to stdout alone, with an empty
/// environment, as nobody, unable to open a file or a socket, bounded in time and memory, and dead
/// as soon as this service is. What the machine does not permit is left out, once, and logged at
/// start.
/// </summary>
internal sealed partial class Sandbox : IDisposable
{
    private readonly SandboxOptions _options;
    private readonly ILogger<Sandbox> _logger;
    private readonly IReadOnlyList<SandboxLayer> _wanted;
    private readonly Lazy<Task<IReadOnlyList<SandboxLayer>>> _layers;
    private ProcessLauncher _launcher = new([]);

    public Sandbox(IOptions<SandboxOptions> options, ILogger<Sandbox> logger)
        : this(
            options, logger,
            [.. SandboxLayer.All(options.Value, Environment.IsPrivilegedProcess)])
    {
    }

    internal Sandbox(
        IOptions<SandboxOptions> options, ILogger<Sandbox> logger,
        IReadOnlyList<SandboxLayer> wanted)
    {
        _options = options.Value;
        _logger = logger;
        _wanted = wanted;
        _layers = new(DetectAsync);
    }

    /// <summary>The layers in force on this machine, outermost first.</summary>
    public Task<IReadOnlyList<SandboxLayer>> LayersAsync() => _layers.Value;

    /// <summary>Starts a program; the caller feeds, reads and disposes it.</summary>
    public async Task<SandboxedProcess> StartAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var layers = await LayersAsync();
        var process = await StartAsync(_launcher, layers, program, arguments);
        return new SandboxedProcess(process, _options.WallTime, cancellationToken);
    }

    public void Dispose() => _launcher.Dispose();

    private async Task<IReadOnlyList<SandboxLayer>> DetectAsync()
    {
        IReadOnlyList<SandboxLayer> layers = [];
        foreach (var layer in _wanted)
        {
            SandboxLayer[] more = [.. layers, layer];
            // A thread cannot take back what it gave up: each try has its own.
            var launcher = layer.Restrict is null ? _launcher : new ProcessLauncher(
                [.. more.Select(added => added.Restrict).OfType<Action>()]);
            var works = await WorksAsync(launcher, more);
            if (works) layers = more;
            else LogMissingLayer(layer.Name);
            if (launcher == _launcher) continue;
            (works ? _launcher : launcher).Dispose();
            if (works) _launcher = launcher;
        }
        var names = string.Join(", ", layers.Select(layer => layer.Name));
        LogInForce(names);
        return layers;
    }

    private async Task<bool> WorksAsync(
        ProcessLauncher launcher, IReadOnlyList<SandboxLayer> layers)
    {
        try
        {
            // Without files, it must still find its libraries.
            using var process = layers[^1].Restrict is null
                ? await StartAsync(launcher, layers, "true", [])
                : await StartAsync(launcher, layers, "ffprobe", ["-version"]);
            process.StandardInput.Close();
            await Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(Stream.Null),
                process.StandardError.BaseStream.CopyToAsync(Stream.Null));
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Exception fault) when (fault is Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private Task<Process> StartAsync(
        ProcessLauncher launcher, IReadOnlyList<SandboxLayer> layers, string program,
        IEnumerable<string> arguments)
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
        return launcher.StartAsync(info);
    }
}
