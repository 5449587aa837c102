using System.Globalization;
using AudioStreaming.Audio;
using AudioStreaming.Converter.Sandboxing;
using FFMpegCore;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>Asks ffprobe what a file is, from its head alone.</summary>
internal sealed class SourceProbe(Sandbox sandbox, IOptions<TranscodingOptions> options)
{
    private const int MaxReportBytes = 4 * 1024 * 1024;
    private const int MaxChannels = 8;
    private const int LowestRate = 4_000, HighestRate = 384_000;

    /// <exception cref="RejectedException">It holds no audio that can be converted.</exception>
    public async Task<SourceInfo> ProbeAsync(
        SourceFormat format, Stream head, CancellationToken cancellationToken)
    {
        await using var process = await sandbox.StartAsync(
            "ffprobe",
            [
                "-v", "error", .. format.CoverOptions, "-i", "pipe:0", "-of", "json",
                "-show_entries", ProbeReport.Entries,
            ],
            cancellationToken);
        process.Feed(head);
        var report = await ReadAsync(process.Output, cancellationToken);
        var exit = await process.EndAsync();
        if (exit.End == SandboxEnd.Killed) throw new IOException("ffprobe was killed");
        if (exit.End != SandboxEnd.Success) throw format.Unreadable();
        return Judge(format, report, options.Value.MaxDuration);
    }

    /// <param name="format">What the file is taken for.</param>
    /// <param name="json">What ffprobe said; it repeats what a stranger wrote.</param>
    /// <param name="limit">The longest duration.</param>
    internal static SourceInfo Judge(SourceFormat format, ReadOnlySpan<byte> json, TimeSpan limit)
    {
        var report = ProbeReport.Read(json);
        FFProbeStream?[] streams = [.. report?.Streams ?? []];
        var audio = Array.Find(streams, stream => stream?.CodecType == "audio");
        if (audio?.CodecName is not { } codec) throw format.Unreadable();
        if (!format.Decoders.Contains(codec))
            throw new RejectedException(
                $"The file holds {codec} audio, which is not supported.", "unsupported_codec");
        if (Number(audio.SampleRate) is not { } rate) throw format.Unreadable();
        if (rate is < LowestRate or > HighestRate)
            throw new RejectedException(
                $"The sample rate of {rate} Hz is out of range (4 to 384 kHz).", "sample_rate");
        var channels = audio.Channels ?? 0;
        if (channels is < 1 or > MaxChannels)
            throw new RejectedException(
                $"The file has {channels} channels; 1 to {MaxChannels} can be converted.",
                "channels");
        var duration = Seconds(audio.Duration ?? report!.Format?.Duration);
        if (duration > limit) throw TooLong(limit);
        return new SourceInfo(
            format, codec, rate, channels, BitDepth(format, codec, audio),
            Number(audio.BitRate), duration, Array.Exists(streams, IsCover), AudioTags.None);
    }

    public static RejectedException TooLong(TimeSpan limit) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The audio is longer than {limit.TotalHours:0.##} hours, which is the limit."),
        "too_long");

    private static bool IsCover(FFProbeStream? stream) =>
        stream?.Disposition?.GetValueOrDefault("attached_pic") == 1;

    private static int? BitDepth(SourceFormat format, string codec, FFProbeStream audio)
    {
        if (!format.Lossless || codec is "pcm_alaw" or "pcm_mulaw") return null;
        return audio.BitsPerSample > 0 ? audio.BitsPerSample : Number(audio.BitsPerRawSample) ?? 16;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static async Task<byte[]> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        using var report = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await output.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (report.Length < MaxReportBytes) report.Write(buffer, 0, count);
        }
        return report.ToArray();
    }
}
