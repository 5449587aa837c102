using System.ComponentModel;
using System.Diagnostics;

namespace AudioStreaming.AppHost;

/// <summary>
/// Docker or Podman, whichever is here: what it holds. That it answers would not tell whether it
/// can pull an image.
/// </summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether every image can be started without asking any registry.</summary>
    public static async Task<bool> HoldsAsync(
        IReadOnlyList<string> images, CancellationToken cancellationToken) =>
        await HoldsAsync("docker", images, cancellationToken)
        || await HoldsAsync("podman", images, cancellationToken);

    private static async Task<bool> HoldsAsync(
        string engine, IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(engine, ["image", "inspect", .. images])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            using var kill = limit.Token.Register(process.Kill);
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token),
                process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // Not installed.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
