namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// A server that is installed here, run as a child with its data in a directory of ours.
/// It can be stopped or killed and started again at the same address.
/// </summary>
public abstract class ChildServer : ILocalServer, IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly string _directory;
    private readonly Action<string> _report;
    private ServerPlace? _place;
    private ChildProcess? _process;

    private protected ChildServer(string directory, Action<string>? report)
    {
        _directory = Path.GetFullPath(directory);
        _report = report ?? (_ => { });
    }

    /// <summary>The process id, while it runs.</summary>
    public int? ProcessId => _process is { HasExited: false } process ? process.Id : null;

    /// <summary>What it prints, anew with each start.</summary>
    public string LogPath => _directory + ".log";

    private protected ServerPlace Place =>
        _place ?? throw new InvalidOperationException($"{Name} has not been started");

    /// <summary>Its name for people.</summary>
    private protected abstract string Name { get; }

    /// <summary>
    /// The system account that its package brings; <c>null</c>: there is none, and it runs as we
    /// do.
    /// </summary>
    private protected abstract string? Account { get; }

    private protected abstract Signal StopSignal { get; }

    /// <summary>What the kernel sends when we die.</summary>
    private protected virtual Signal DeathSignal => StopSignal;

    private string RecordPath => _directory + ".child";

    /// <exception cref="InfrastructureException">
    /// It did not start; the message has the cure.
    /// </exception>
    public Task StartAsync(CancellationToken cancellationToken) => DiskFault.ExplainAsync(
        _directory, DiskFault.ChooseData, () => TryAllAsync(cancellationToken));

    /// <summary>An orderly stop: everything is on disk when it returns.</summary>
    public Task StopAsync() => EndAsync(process => process.StopAsync(StopGrace));

    /// <summary>As by <c>kill -9</c>.</summary>
    public Task KillAsync() => EndAsync(process => process.KillAsync());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        _place?.RemoveSockets();
    }

    public async Task<bool> IsServingAsync(CancellationToken cancellationToken) =>
        ProcessId is not null && await AnswersAsync(cancellationToken);

    /// <summary>Makes its files and says how to run it.</summary>
    private protected abstract Task<(string Program, IReadOnlyList<string> Arguments)> PrepareAsync(
        CancellationToken cancellationToken);

    /// <summary>Whether it serves requests by now.</summary>
    private protected abstract Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>What says why it failed, of all that it printed.</summary>
    private protected virtual IEnumerable<string> Complaints(IReadOnlyList<string> lines) =>
        lines.Where(line => line.Length > 0).TakeLast(3);

    /// <summary>Whether an early exit with this complaint passes by itself.</summary>
    private protected virtual bool IsPassing(string complaint) => false;

    private async Task TryAllAsync(CancellationToken cancellationToken)
    {
        if (ProcessId is not null) return;
        // One that has ended by itself is no orphan: its sockets' place is still ours.
        await KillAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        Directory.CreateDirectory(Path.GetDirectoryName(_directory)!);
        await ChildRecord.EndOrphanAsync(RecordPath, StopSignal, StopGrace, limit.Token);
        _place ??= await ServerPlace.PrepareAsync(_directory, Account, _report, limit.Token);
        try
        {
            var (program, arguments) = await PrepareAsync(limit.Token);
            var command = new ChildCommand(
                program, arguments, _place.Account, StopSignal, DeathSignal, LogPath);
            while (!await TryStartAsync(command, limit.Token)) await Task.Delay(Poll, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var complaint = Complaint();
            await KillAsync();
            throw new InfrastructureException(
                $"{Name} did not answer within {StartLimit.TotalSeconds:0} s; " +
                $"it says: {complaint}");
        }
    }

    private async Task<bool> TryStartAsync(
        ChildCommand command, CancellationToken cancellationToken)
    {
        _process = await ChildProcess.StartAsync(command);
        ChildRecord.Write(
            RecordPath, _process.Id, Path.GetFileName(command.Program), Place.SocketDirectory);
        while (!_process.HasExited)
        {
            if (await AnswersAsync(cancellationToken)) return true;
            await Task.Delay(Poll, cancellationToken);
        }
        var complaint = Complaint();
        // Else the next start would take what is left for an orphan's, the sockets' place too.
        await KillAsync();
        if (IsPassing(complaint)) return false;
        throw new InfrastructureException(
            DiskFault.FindFull(Place.Data, DiskFault.ChooseData)
            ?? $"{Name} did not start; it says: {complaint} (all of it is in {LogPath})");
    }

    /// <summary>In one line, for a message to people.</summary>
    private string Complaint()
    {
        var lines = Complaints(_process?.Printed() ?? []);
        return Tool.OneLine(string.Join('\n', lines)) is { Length: > 0 } said ? said : "nothing";
    }

    private async Task EndAsync(Func<ChildProcess, Task> end)
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process) return;
        await end(process);
        process.Dispose();
        File.Delete(RecordPath);
    }
}
