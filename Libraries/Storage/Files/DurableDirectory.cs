using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AudioStreaming.Storage.Files;

/// <summary>
/// Directories whose entries survive a power cut. A rename is durable only when its directory is
/// synced as well, for which .NET has no call.
/// </summary>
internal static partial class DurableDirectory
{
    private const int ReadOnly = 0;
    private const int Missing = 2;

    /// <summary>Creates the directory and what is missing above it, down from the root.</summary>
    public static void Create(string path, string root)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path)!;
        if (path.Length > root.Length) Create(parent, root);
        Directory.CreateDirectory(path);
        Sync(parent);
    }

    /// <summary>Makes the directory's entries durable; nothing to do once it is gone.</summary>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            // Not by a second look: the folder may be there again.
            var cause = Marshal.GetLastPInvokeError();
            if (cause == Missing) return;
            throw new IOException("cannot open a directory", new Win32Exception(cause));
        }
        var failed = Fsync(descriptor) < 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed) throw new IOException("cannot sync a directory", new Win32Exception(error));
    }

    [LibraryImport(
        "libc", EntryPoint = "open", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
