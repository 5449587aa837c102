using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>System calls that .NET has no name for; they change the calling thread only.</summary>
internal static partial class LinuxKernel
{
    private const int SetNoNewPrivileges = 38;

    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static long Call(long number, nint first = 0, nint second = 0, nint third = 0,
        nint fourth = 0)
    {
        var result = Syscall(number, first, second, third, fourth);
        return result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>From here on no program that the thread starts can gain a privilege.</summary>
    public static void GiveUpPrivileges() => Control(SetNoNewPrivileges, 1);

    public static void Control(int option, nint first, nint second = 0)
    {
        if (Prctl(option, first, second, 0, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <returns>A descriptor that only names the file; negative if there is none.</returns>
    public static int OpenPath(string path)
    {
        const int pathOnly = 0x20_0000, closeOnExec = 0x8_0000;
        return Open(path, pathOnly | closeOnExec);
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(
        long number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(
        int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport(
        "libc", EntryPoint = "open", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
