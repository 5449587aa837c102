using AudioStreaming.Converter.Packaging;
using AudioStreaming.Converter.Sandboxing;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// Runs ffmpeg over a source and hands its renditions to an upload, segment by segment.
/// </summary>
internal sealed partial class Transcoder(
    Sandbox sandbox, IOptions<TranscodingOptions> options, ILogger<Transcoder> logger)
{
    /// <param name="source">What it is.</param>
    /// <param name="plan">What is made of it.</param>
    /// <param name="content">The file.</param>
    /// <param name="upload">Gets what is made.</param>
    /// <param name="shortLimit">Where a job for a short one ends; <c>null</c> for others.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="RejectedException">The source cannot be converted.</exception>
    /// <exception cref="LongerThanExpectedException">It is longer than the short limit.</exception>
    /// <exception cref="IOException">Something else failed; another try may succeed.</exception>
    public async Task<Transcoded> RunAsync(
        SourceInfo source, RenditionPlan plan, Stream content, HlsUpload upload,
        TimeSpan? shortLimit, CancellationToken cancellationToken)
    {
        var waveform = new Waveform(plan.Grid.AacRate, plan.Channels);
        await using var process = await sandbox.StartAsync(
            "ffmpeg", FfmpegCommand.Arguments(source, plan), cancellationToken);
        process.Feed(content);
        var reader = new MatroskaReader(
            process.Output, (long)options.Value.MaxOutputMegabytes << 20);
        Segmenter[] segmenters;
        try
        {
            segmenters = await ReadAsync(
                reader, plan, waveform, upload, shortLimit, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw source.Format.Unreadable();
        }
        catch (OutputTooLargeException)
        {
            throw new RejectedException(
                "The audio takes more space than is allowed when it is converted.", "too_large");
        }
        var exit = await process.EndAsync();
        Judge(source, exit, waveform);

        // The PCM tells how long the AAC renditions must be; FLAC frames tell it themselves.
        for (var index = 0; index < segmenters.Length; index++)
        {
            var total = index < plan.AacBitRates.Count ? waveform.Samples : (long?)null;
            if (segmenters[index].Finish(total) is { } last)
                await upload.AddAsync(index, last, cancellationToken);
        }
        return new Transcoded(waveform.Duration, Loudness.Parse(exit.Errors), waveform.ToFile());
    }

    private async Task<Segmenter[]> ReadAsync(
        MatroskaReader reader, RenditionPlan plan, Waveform waveform, HlsUpload upload,
        TimeSpan? shortLimit, CancellationToken cancellationToken)
    {
        Segmenter[] segmenters = [];
        await foreach (var packet in reader.ReadAsync(cancellationToken))
        {
            if (segmenters.Length == 0)
            {
                var formats = plan.Formats(reader.CodecConfigurations);
                segmenters = [.. formats.Select(format => new Segmenter(format, plan.Grid))];
                await upload.StartAsync(formats, cancellationToken);
            }
            if (packet.Track == FfmpegCommand.PcmTrack)
            {
                waveform.Add(packet.Data.Span);
                if (waveform.Duration > options.Value.MaxDuration)
                    throw SourceProbe.TooLong(options.Value.MaxDuration);
                // Its headers have lied: it may be as long as any.
                if (waveform.Duration > shortLimit)
                    throw new LongerThanExpectedException(options.Value.MaxDuration);
                continue;
            }
            var rendition = packet.Track - FfmpegCommand.FirstRenditionTrack;
            if (segmenters[rendition].Add(packet.Data) is { } closed)
                await upload.AddAsync(rendition, closed, cancellationToken);
        }
        return segmenters;
    }

    private void Judge(SourceInfo source, SandboxExit exit, Waveform waveform)
    {
        if (exit.End != SandboxEnd.Success) LogEnded(exit.End, exit.Code, exit.Errors);
        switch (exit.End)
        {
            case SandboxEnd.Success when waveform.Samples == 0:
                throw new RejectedException("The file contains no audio.", "empty");
            case SandboxEnd.Success:
                return;
            case SandboxEnd.OutOfTime:
                throw new RejectedException(
                    "The file takes more time to decode than is allowed.", "out_of_time");
            case SandboxEnd.Killed:
                throw new IOException("ffmpeg was killed");
            default:
                throw source.Format.Unreadable();
        }
    }
}

/// <param name="Duration">Of what was decoded.</param>
/// <param name="Loudness">Of what listeners hear, mixed down.</param>
/// <param name="Waveform">Its outline.</param>
internal sealed record Transcoded(TimeSpan Duration, Loudness Loudness, WaveformFile Waveform);
