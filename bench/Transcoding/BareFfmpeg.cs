using System.Diagnostics;

namespace AudioStreaming.Bench.Transcoding;

/// <summary>The same renditions, loudness and PCM by ffmpeg's own muxers, in one run.</summary>
internal static class BareFfmpeg
{
    private const string Filters =
        "[0:a:0]asplit=2[f][c];[c]aresample=44100," +
        "aformat=sample_fmts=fltp:channel_layouts=stereo," +
        "asplit=4[a][b][d][m];[m]ebur128=peak=true:dualmono=true:framelog=verbose," +
        "aformat=sample_fmts=s16[p]";

    public static async Task RunAsync(string source, string parent)
    {
        var directory = Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName()));
        var start = new ProcessStartInfo("ffmpeg",
        [
            "-nostdin", "-v", "info", "-nostats", "-threads", "1", "-i", source,
            "-filter_complex", Filters,
            .. Hls("[a]", "aac64", "-c:a", "aac", "-b:a", "64k"),
            .. Hls("[b]", "aac128", "-c:a", "aac", "-b:a", "128k"),
            .. Hls("[d]", "aac256", "-c:a", "aac", "-b:a", "256k"),
            .. Hls("[f]", "flac", "-c:a", "flac", "-strict", "-2"),
            "-map", "[p]", "-f", "s16le", "pcm",
        ])
        {
            WorkingDirectory = directory.FullName,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(errors);
        directory.Delete(recursive: true);
    }

    private static string[] Hls(string map, string name, params string[] codec) =>
    [
        "-map", map, .. codec, "-f", "hls", "-hls_time", "6", "-hls_list_size", "0",
        "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", $"{name}-init.mp4",
        "-hls_segment_filename", $"{name}-%05d.m4s", $"{name}.m3u8",
    ];
}
