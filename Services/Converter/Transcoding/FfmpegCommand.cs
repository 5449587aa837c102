using FFMpegCore;
using FFMpegCore.Arguments;

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

    public static IReadOnlyList<string> Arguments(SourceInfo source, RenditionPlan plan) =>
        FfmpegPipe.Arguments(
            "info", source.Format.AudioOptions, output => AddOutputs(output, plan));

    /// <summary>Codecs are named: FFMpegCore's own would ask a binary what it knows.</summary>
    private static void AddOutputs(FFMpegOutputOptions output, RenditionPlan plan)
    {
        output.WithComplexFilter(graph => AddFilters(graph, plan));
        output.WithMap("pcm").WithCustomArgument("-c:a:0 pcm_s16le");
        foreach (var (index, bitRate) in plan.AacBitRates.Index())
        {
            var stream = index + 1;
            output.WithMap($"aac{index}")
                .WithCustomArgument($"-c:a:{stream} aac -b:a:{stream} {bitRate}");
        }
        if (plan.Flac is { } flac)
        {
            var stream = plan.AacBitRates.Count + 1;
            output.WithMap("flac")
                .WithCustomArgument($"-c:a:{stream} flac")
                .WithCustomArgument($"-frame_size:a:{stream} {flac.FrameSamples}")
                .WithCustomArgument($"-bits_per_raw_sample:a:{stream} {flac.Bits}");
        }
        output.WithMapMetadata(-1).WithMapChapters(-1).WithCustomArgument(
            "-fflags +bitexact -f matroska -cluster_time_limit 1000");
    }

    private static void AddFilters(ComplexFilterGraph graph, RenditionPlan plan)
    {
        var layout = plan.Channels == 1 ? "mono" : "stereo";
        var common = "0:a:0";
        if (plan.Flac is not null)
        {
            graph.From(common).WithCustomFilter("asplit", "2").As("exact", "common");
            common = "common";
        }
        string[] branches =
            [.. plan.AacBitRates.Index().Select(rate => $"aac{rate.Index}"), "measured"];
        graph.From(common)
            .WithCustomFilter("aresample", $"{plan.Grid.AacRate}")
            .WithCustomFilter("aformat", $"sample_fmts=fltp:channel_layouts={layout}")
            .WithCustomFilter("asplit", $"{branches.Length}").As(branches);
        graph.From("measured")
            .WithCustomFilter("ebur128", "peak=true:dualmono=true:framelog=verbose")
            .WithCustomFilter("aformat", "sample_fmts=s16").As("pcm");
        if (plan.Flac is not { } flac) return;
        var sample = flac.Bits == 16 ? "s16" : "s32";
        graph.From("exact")
            .WithCustomFilter("aresample", $"{flac.SampleRate}")
            .WithCustomFilter("aformat", $"sample_fmts={sample}:channel_layouts={layout}")
            .As("flac");
    }
}
