using System.Collections.Concurrent;
using System.Diagnostics;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Starts every child from one thread that lives as long as the service: the kernel's parent-death
/// signal follows the thread that forked, and pool threads come and go.
/// </summary>
internal sealed class ProcessLauncher : IDisposable
{
    private readonly BlockingCollection<Launch> _launches = [];

    public ProcessLauncher() =>
        new Thread(Run) { IsBackground = true, Name = "process launcher" }.Start();

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
        foreach (var launch in _launches.GetConsumingEnumerable())
        {
            try
            {
                launch.Started.SetResult(Process.Start(launch.Info)!);
            }
            catch (Exception fault)
            {
                launch.Started.SetException(fault);
            }
        }
    }

    private sealed record Launch(ProcessStartInfo Info, TaskCompletionSource<Process> Started);
}
