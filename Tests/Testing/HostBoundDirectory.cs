using System.Diagnostics;

namespace AudioStreaming.Testing;

/// <summary>
/// A fresh directory that is gone when the test is, also when its process was killed: a shell that
/// outlives both waits for the end of a pipe and removes it.
/// </summary>
public sealed class HostBoundDirectory : IAsyncDisposable
{
    // Servers of the dead process may be at their last writes.
    private const string Janitor =
        """
        exec >/dev/null 2>&1
        while read -r _; do :; done
        until rm -rf "$0"; do sleep 0.1; done
        """;

    private readonly TestDirectory _directory = new();
    private readonly Process _janitor;

    // A session of its own: Ctrl-C is not for it.
    public HostBoundDirectory() => _janitor = Process.Start(
        new ProcessStartInfo("setsid", ["sh", "-c", Janitor, Path])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;

    public string Path => _directory.Path;

    public async ValueTask DisposeAsync()
    {
        _janitor.StandardInput.Close();
        await _janitor.WaitForExitAsync();
        _janitor.Dispose();
    }
}
