using System.Text.Json;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// Which process a server was started as, kept beside its data, so that a later start can end
/// what an earlier one, killed, left behind: that very process and no other.
/// </summary>
/// <param name="ProcessId">Its id, which the system may since have given to another.</param>
/// <param name="StartedAt">Clock ticks from boot to its start: tells those two apart.</param>
/// <param name="Boot">The boot that both refer to.</param>
/// <param name="Program">The file name of its program, as in its command line.</param>
/// <param name="Sockets">The directory of its socket, if any, removed with it.</param>
internal sealed record ChildRecord(
    int ProcessId, long StartedAt, string Boot, string Program, string? Sockets)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private static string CurrentBoot =>
        File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    public static void Write(string path, int processId, string program, string? sockets)
    {
        if (ReadStartedAt(processId) is not { } startedAt) return;
        var record = new ChildRecord(processId, startedAt, CurrentBoot, program, sockets);
        File.WriteAllText(path, JsonSerializer.Serialize(record));
    }

    /// <summary>Ends what the record at <paramref name="path"/> names, if it still runs.</summary>
    public static async Task EndOrphanAsync(
        string path, Signal signal, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (Read(path) is not { } record) return;
        if (record.IsRunning)
        {
            Signals.Send(record.ProcessId, signal);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(grace);
            if (!await record.HasEndedAsync(deadline.Token))
                Signals.Send(record.ProcessId, Signal.Kill);
            await record.HasEndedAsync(cancellationToken);
        }
        if (Directory.Exists(record.Sockets)) Directory.Delete(record.Sockets, recursive: true);
        File.Delete(path);
    }

    private static ChildRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ChildRecord>(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private bool IsRunning =>
        Boot == CurrentBoot && ReadStartedAt(ProcessId) == StartedAt && CommandLineNamesProgram;

    private bool CommandLineNamesProgram
    {
        get
        {
            try
            {
                return File.ReadAllText($"/proc/{ProcessId}/cmdline")
                    .Contains(Program, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        while (IsRunning)
        {
            if (cancellationToken.IsCancellationRequested) return false;
            await Task.Delay(Poll, CancellationToken.None);
        }
        return true;
    }

    /// <summary>
    /// Field 22 of <c>/proc/PID/stat</c>; the second field may itself hold blanks.
    /// </summary>
    private static long? ReadStartedAt(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
