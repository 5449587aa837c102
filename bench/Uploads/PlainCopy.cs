using System.Diagnostics;

namespace AudioStreaming.Uploads.Bench;

/// <summary>The limit: the same bytes, read and written and synced, by nobody's rules.</summary>
internal static class PlainCopy
{
    private const int BufferSize = 128 * 1024;

    /// <returns>Megabytes (10⁶) a second.</returns>
    public static async Task<double> MeasureAsync(string source, string target)
    {
        var clock = Stopwatch.StartNew();
        long length;
        await using (var from = File.OpenRead(source))
        await using (var to = new FileStream(
            target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            length = from.Length;
            await from.CopyToAsync(to, BufferSize);
            to.Flush(flushToDisk: true);
        }
        var speed = length / 1e6 / clock.Elapsed.TotalSeconds;
        File.Delete(target);
        return speed;
    }
}
