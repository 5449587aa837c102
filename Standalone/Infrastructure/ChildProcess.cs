using System.Diagnostics;

namespace AudioStreaming.Standalone.Infrastructure;

/// <param name="Program">The program's path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Account">The account it runs as; <c>null</c> for ours.</param>
/// <param name="StopSignal">Asks it to end.</param>
/// <param name="DeathSignal">Sent by the kernel when we die.</param>
/// <param name="Log">A file for what it prints, overwritten at each start.</param>
internal sealed record ChildCommand(
    string Program, IReadOnlyList<string> Arguments, string? Account, Signal StopSignal,
    Signal DeathSignal, string Log);

/// <summary>
/// A process that does not outlive this one, whatever ends it, and that Ctrl-C in a terminal does
/// not reach: it is stopped in its turn, after those who use it.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly ChildCommand _command;

    private ChildProcess(Process process, ChildCommand command)
    {
        _process = process;
        _command = command;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static Task<ChildProcess> StartAsync(ChildCommand command) =>
        SpawnThread.RunAsync(() => new ChildProcess(Process.Start(StartInfo(command))!, command));

    /// <summary>Asks the process to end, and insists after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (!_process.HasExited) Signals.Send(_process.Id, _command.StopSignal);
        using var deadline = new CancellationTokenSource(grace);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    /// <summary>The lines it has printed.</summary>
    public IReadOnlyList<string> Printed() =>
        File.Exists(_command.Log) ? File.ReadAllLines(_command.Log) : [];

    /// <summary>
    /// The shell opens the log and becomes the program, by way of a session of its own (no Ctrl-C),
    /// the change of user, and only then the death signal, which a change of user would clear.
    /// </summary>
    private static ProcessStartInfo StartInfo(ChildCommand command)
    {
        string[] chain =
        [
            "-c", "exec \"$@\" </dev/null >\"$0\" 2>&1", command.Log,
            "setsid", .. Tool.As(command.Account) is { Length: > 0 } user ? user : ["setpriv"],
            "--pdeathsig", Name(command.DeathSignal), "--", command.Program, .. command.Arguments,
        ];
        var start = new ProcessStartInfo("/bin/sh", chain) { WorkingDirectory = "/" };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    private static string Name(Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Terminate => "TERM",
        _ => "KILL",
    };
}
