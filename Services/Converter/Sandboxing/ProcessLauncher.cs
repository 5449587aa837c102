using System.Collections.Concurrent;
using System.Diagnostics;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Starts every child from one thread that lives as long as the service: the kernel's parent-death
/// signal follows the thread that forked, and pool threads come and go. What the thread has given
/// up before, its children do not have either.
/// </summary>
internal sealed class ProcessLauncher : IDisposable
{
    private readonly BlockingCollection<Launch> _launches = [];
    private readonly IReadOnlyList<Action> _restrictions;

    /// <param name="restrictions">What the thread does to itself before anything else.</param>
    public ProcessLauncher(IReadOnlyList<Action> restrictions)
    {
        _restrictions = restrictions;
        new Thread(Run) { IsBackground = true, Name = "process launcher" }.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">
    /// The program is missing, or a restriction is not to be had here.
    /// </exception>
    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var launch = new Launch(
            info,
            new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously));
        _launches.Add(launch);
        return launch.Started.Task;
    }

    public void Dispose() => _launches.CompleteAdding();

    private void Run()
    {
        var refused = Restrict();
        foreach (var launch in _launches.GetConsumingEnumerable())
        {
            try
            {
                if (refused is not null) throw refused;
                launch.Started.SetResult(Process.Start(launch.Info)!);
            }
            catch (Exception fault)
            {
                launch.Started.SetException(fault);
            }
        }
    }

    private Exception? Restrict()
    {
        try
        {
            foreach (var restrict in _restrictions) restrict();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private sealed record Launch(ProcessStartInfo Info, TaskCompletionSource<Process> Started);
}
