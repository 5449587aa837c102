using System.Globalization;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// The one run that decodes once and makes everything: the PCM that duration and waveform come
/// from, the AAC renditions, FLAC, and the loudness, all out of one pipe.
/// </summary>
internal static class FfmpegCommand
{
    /// <summary>Track number of the interleaved 16-bit PCM, at the AAC renditions' rate.</summary>
    public const int PcmTrack = 1;

    /// <summary>Track number of the first AAC rendition; the others follow, FLAC is last.</summary>
    public const int FirstRenditionTrack = 2;

    public static IReadOnlyList<string> Arguments(SourceInfo source, RenditionPlan plan)
    {
        List<string> arguments =
        [
            "-hide_banner", "-nostats", "-nostdin", "-loglevel", "info", "-threads", "1",
            .. source.Format.AudioOptions, "-i", "pipe:0",
            "-filter_complex", Filters(plan), "-map", "[pcm]", "-c:a:0", "pcm_s16le",
        ];
        foreach (var (index, bitRate) in plan.AacBitRates.Index())
        {
            var output = index + 1;
            arguments.AddRange(
            [
                "-map", $"[aac{index}]", $"-c:a:{output}", "aac",
                $"-b:a:{output}", Text(bitRate),
            ]);
        }
        if (plan.Flac is { } flac)
        {
            var output = plan.AacBitRates.Count + 1;
            arguments.AddRange(
            [
                "-map", "[flac]", $"-c:a:{output}", "flac",
                $"-frame_size:a:{output}", Text(flac.FrameSamples),
                $"-bits_per_raw_sample:a:{output}", Text(flac.Bits),
            ]);
        }
        arguments.AddRange(
        [
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact",
            "-f", "matroska", "-cluster_time_limit", "1000", "pipe:1",
        ]);
        return arguments;
    }

    private static string Filters(RenditionPlan plan)
    {
        var layout = plan.Channels == 1 ? "mono" : "stereo";
        var branches = plan.AacBitRates.Count;
        var source = plan.Flac is null ? "[0:a:0]" : "[0:a:0]asplit=2[exact][common];[common]";
        var aac = string.Concat(Enumerable.Range(0, branches).Select(index => $"[aac{index}]"));
        var graph =
            $"{source}aresample={Text(plan.Grid.AacRate)}," +
            $"aformat=sample_fmts=fltp:channel_layouts={layout}," +
            $"asplit={branches + 1}{aac}[measured];" +
            "[measured]ebur128=peak=true:dualmono=true:framelog=verbose," +
            "aformat=sample_fmts=s16[pcm]";
        if (plan.Flac is not { } flac) return graph;
        var sample = flac.Bits == 16 ? "s16" : "s32";
        return graph +
            $";[exact]aresample={Text(flac.SampleRate)}," +
            $"aformat=sample_fmts={sample}:channel_layouts={layout}[flac]";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
