using System.Collections.Concurrent;
using System.Diagnostics;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

/// <summary>Standalone as a person starts it: a process of its own.</summary>
internal sealed class StandaloneProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private StandaloneProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public Uri Address => new(
        _output.First(line => line.StartsWith("ready: "))["ready: ".Length..]);

    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, "AudioStreaming.Standalone.dll");

    // A test run in the background of a shell has Ctrl-C switched off; a person's has not.
    public static StandaloneProcess Start(params string[] options) =>
        StartCommand(["env", "--default-signal=INT", "dotnet", Program, .. options]);

    /// <summary>By way of another command, such as one that changes its world.</summary>
    public static StandaloneProcess StartCommand(params string[] command) =>
        Start(Describe(command));

    public static Task<StandaloneProcess> StartReadyAsync(string data, params string[] options) =>
        UntilReadyAsync(Start(["--data", data, "--port", "0", .. options]));

    /// <summary>As a person who is not root, whoever runs the test.</summary>
    /// <param name="home">Enterable for everyone; gets a copy of the program.</param>
    /// <param name="data">The data directory.</param>
    public static Task<StandaloneProcess> StartReadyAsOrdinaryUserAsync(string home, string data)
    {
        var start = Describe(
            [.. OrdinaryUser, "dotnet", CopyProgram(home), "--data", data, "--port", "0"]);
        start.WorkingDirectory = home;
        start.Environment["HOME"] = home;
        return UntilReadyAsync(Start(start));
    }

    /// <summary>The start of a command line that runs the rest as anyone but root.</summary>
    public static string[] OrdinaryUser => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]
        : [];

    /// <returns>The program's path in the copy.</returns>
    public static string CopyProgram(string home)
    {
        var program = Directory.CreateDirectory(Path.Combine(home, "program")).FullName;
        Copy(AppContext.BaseDirectory, program);
        return Path.Combine(program, Path.GetFileName(Program));
    }

    private static StandaloneProcess Start(ProcessStartInfo start) => new(Process.Start(start)!);

    private static ProcessStartInfo Describe(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Those that want a real Kafka say so.
        start.Environment.Remove("KAFKA_HOME");
        return start;
    }

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(
            from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(directory.Replace(from, to + '/'));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, file.Replace(from, to + '/'));
    }

    private static async Task<StandaloneProcess> UntilReadyAsync(StandaloneProcess process)
    {
        await Eventually.TrueAsync(
            () => process._output.Any(line => line.StartsWith("ready: "))
                || process._process.HasExited,
            "Standalone says that it is ready", Patience);
        Assert.False(process._process.HasExited, process.Output);
        return process;
    }

    /// <summary>Of one of its servers, by the name of its program.</summary>
    public int Child(string program) => Children().Single(
        child => File.ReadAllText($"/proc/{child}/comm").StartsWith(program));

    /// <summary>The ids of PostgreSQL and Redis, and of Kafka where it is a real one.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Directory.EnumerateDirectories($"/proc/{Id}/task").SelectMany(
            thread => File.ReadAllText(Path.Combine(thread, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)),
    ];

    public void Send(Signal signal) => Signals.Send(Id, signal);

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Send(Signal.Terminate);
        await EndAsync();
        _process.Dispose();
    }
}
