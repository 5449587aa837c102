using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Conformance;

/// <summary>Every kind of source, each held to the whole checker.</summary>
public class MatrixTests(InfrastructureFixture infrastructure, SharedConverter shared)
    : IClassFixture<SharedConverter>
{
    /// <summary>What an encoder of variable rate spends many bits on.</summary>
    private const string Noise = "-af aeval=val(0)+random(0)-0.5|val(1)+random(1)-0.5";

    /// <summary>name, extension, seconds, renditions, output options of ffmpeg.</summary>
    public static TheoryData<string, string, double, int, string> Sources => new()
    {
        { "mp3 cbr 128", "mp3", 14, 2, "-c:a libmp3lame -b:a 128k" },
        { "mp3 cbr 320", "mp3", 14, 3, "-c:a libmp3lame -b:a 320k" },
        { "mp3 cbr 96", "mp3", 14, 2, "-c:a libmp3lame -b:a 96k" },
        { "mp3 cbr 64", "mp3", 14, 1, "-c:a libmp3lame -b:a 64k" },
        { "mp3 vbr", "mp3", 14, 3, $"-c:a libmp3lame -q:a 0 {Noise}" },
        { "mp3 vbr of few bits", "mp3", 14, 1, "-c:a libmp3lame -q:a 2" },
        { "mp3 vbr without Xing", "mp3", 14, 3, $"-c:a libmp3lame -q:a 0 -write_xing 0 {Noise}" },
        { "mp3 cbr without Xing", "mp3", 14, 2, "-c:a libmp3lame -b:a 128k -write_xing 0" },
        { "mp3 mono", "mp3", 14, 2, "-c:a libmp3lame -b:a 128k -ac 1" },
        { "mp3 48 kHz", "mp3", 14, 3, "-c:a libmp3lame -b:a 192k -ar 48000" },
        { "mp3 22.05 kHz", "mp3", 14, 1, "-c:a libmp3lame -b:a 64k -ar 22050" },
        { "flac 16 bit", "flac", 14, 4, "-c:a flac -sample_fmt s16" },
        { "flac 24 bit", "flac", 14, 4, "-c:a flac -sample_fmt s32 -bits_per_raw_sample 24" },
        { "flac 96 kHz", "flac", 14, 4, "-c:a flac -sample_fmt s32 -ar 96000" },
        { "flac mono", "flac", 14, 3, "-c:a flac -ac 1" },
        { "flac 5.1", "flac", 14, 4, "-c:a flac -ac 6" },
        { "wav 8 bit", "wav", 14, 4, "-c:a pcm_u8" },
        { "wav 16 bit", "wav", 14, 4, "-c:a pcm_s16le" },
        { "wav 24 bit", "wav", 14, 4, "-c:a pcm_s24le" },
        { "wav 32 bit", "wav", 14, 4, "-c:a pcm_s32le" },
        { "wav float", "wav", 14, 4, "-c:a pcm_f32le" },
        { "wav RF64", "wav", 14, 4, "-c:a pcm_s16le -rf64 always" },
        { "wav 8 kHz mono", "wav", 14, 3, "-c:a pcm_s16le -ar 8000 -ac 1" },
        { "0.2 s", "wav", 0.2, 4, "-c:a pcm_s16le -t 0.2" },
        { "exactly 6 s", "wav", 6, 4, "-c:a pcm_s16le" },
        { "one segment", "wav", 267_264 / 44_100.0, 4, "-af atrim=end_sample=267264" },
        { "a bit less", "wav", 267_254 / 44_100.0, 4, "-af atrim=end_sample=267254" },
    };

    /// <summary>
    /// Drift between sample rates would show here. Mostly silence and a low rate: that is cheap.
    /// </summary>
    [Fact]
    public async Task Hour_Converted_ConformsAndKeepsEverySample()
    {
        var converter = await shared.StartAsync(infrastructure);
        var minute = await TestAudio.CreateAsync(
            "wav", 60, "-af", "volume=0:enable=gt(mod(t\\,10)\\,3)",
            "-ar", "8000", "-ac", "1", "-c:a", "pcm_u8");
        var hour = Path.Combine(infrastructure.Directory, "hour.wav");
        await TestAudio.FfmpegAsync(
            ["-stream_loop", "59", "-i", minute, "-c", "copy", "-y", hour]);

        var row = await converter.ConvertAsync(hour, timeout: TimeSpan.FromMinutes(15));

        Assert.Equal(("ready", 3_600_000), (row.Status, row.DurationMs));
        var folder = row.HlsKey!.Replace("master.m3u8", "");
        var made = await PresentationChecker.CheckAsync(file => converter.ReadAsync(folder + file));
        Assert.Equal(3, made.Count);
        Assert.All(made, rendition => Assert.Equal(3_600, rendition.Seconds, 0.001));
        await AssertExactAsync(hour, made[^1]);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Source_Converted_Conforms(
        string name, string extension, double seconds, int renditions, string options)
    {
        var converter = await shared.StartAsync(infrastructure);
        var path = await TestAudio.CreateAsync(
            extension, (int)Math.Ceiling(seconds), options.Split(' '));

        var row = await converter.ConvertAsync(path);

        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        var folder = row.HlsKey!.Replace("master.m3u8", "");
        var made = await PresentationChecker.CheckAsync(file => converter.ReadAsync(folder + file));
        Assert.True(made.Count == renditions, $"{name}: {made.Count} renditions");
        // An MP3 without a header does not tell its encoder's delay: two frames more or less.
        var tolerance = extension == "mp3" ? 0.11 : 0.001;
        Assert.Equal(seconds, made[0].Seconds, tolerance);
        Assert.Equal(seconds * 1000, row.DurationMs!.Value, tolerance * 1000);
        // The measure's gate needs 0.4 s.
        Assert.Equal(seconds >= 0.4, row.LoudnessLufs is not null);

        // What a FLAC rendition can hold comes back to the last bit.
        var flac = made.SingleOrDefault(rendition => rendition.Codec == "fLaC");
        if (flac is null || name is "wav 32 bit" or "wav float" or "flac 5.1") return;
        await AssertExactAsync(path, flac);
    }

    private async Task AssertExactAsync(string source, CheckedRendition flac) => Assert.Equal(
        Samples.Hash(await Samples.DecodeAsync(source, "s32le")),
        Samples.Hash(await Samples.DecodeAsync(flac, infrastructure.Directory, "s32le")));
}
