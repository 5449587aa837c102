using System.ComponentModel;
using System.Runtime.InteropServices;
using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Tests.Sandboxing;

/// <summary>
/// Has a sandbox start its children as a service would that does not run as root. Linux keeps user
/// ids per thread: it is enough that the launching thread becomes another user.
/// </summary>
internal static partial class OtherUser
{
    private const int Nobody = 65_534;

    public static SandboxLayer Layer { get; } = new("another user", [], Become);

    private static void Become()
    {
        var (setGroups, setGroup, setUser) =
            RuntimeInformation.ProcessArchitecture == Architecture.X64
                ? (116, 119, 117)
                : (159, 149, 147);
        Call(setGroups, 0, 0, 0);
        Call(setGroup, Nobody, Nobody, Nobody);
        Call(setUser, Nobody, Nobody, Nobody);
    }

    private static void Call(long number, nint first, nint second, nint third)
    {
        if (Syscall(number, first, second, third) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, nint first, nint second, nint third);
}
