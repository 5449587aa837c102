using System.Diagnostics;
using AudioStreaming.Converter.Tests;
using AudioStreaming.Testing;

namespace AudioStreaming.Bench.Transcoding;

/// <summary>How long a listener waits for the first second of a new track.</summary>
internal static class FirstPlayable
{
    public static async Task<double> MeasureAsync(ConverterHarness harness, string path)
    {
        var track = await harness.AddAsync(path);
        var clock = Stopwatch.StartNew();
        await harness.RequestAsync(track);
        await Eventually.TrueAsync(
            async () => (await harness.RowAsync(track)).HlsKey is not null, "never playable",
            TimeSpan.FromMinutes(5));
        return clock.Elapsed.TotalSeconds;
    }
}
