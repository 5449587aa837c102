using System.Collections.Concurrent;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// One thread, alive as long as the process, that starts all children: the kernel sends the signal
/// of PR_SET_PDEATHSIG when the thread that forked ends, not when the process does.
/// </summary>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Queue = [];

    static SpawnThread() =>
        new Thread(() => { foreach (var action in Queue.GetConsumingEnumerable()) action(); })
        {
            Name = "children",
            IsBackground = true,
        }.Start();

    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add(() =>
        {
            try
            {
                done.SetResult(start());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }
}
