using System.Runtime.InteropServices;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>The POSIX signals that are sent to children, by their Linux numbers.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

public static partial class Signals
{
    /// <summary>Sends a signal; nothing happens if there is no such process.</summary>
    public static void Send(int processId, Signal signal) => _ = Kill(processId, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
