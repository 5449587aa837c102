using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Transcoding;

/// <summary>What is found out about a file: tags, cover, loudness, outline.</summary>
public class UnderstandingTests(InfrastructureFixture infrastructure, SharedConverter shared)
    : IClassFixture<SharedConverter>
{
    [Theory]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("flac", "flac")]
    public async Task TagsAndCover_OfAFile_AreKept(string extension, string codec)
    {
        var converter = await shared.StartAsync(infrastructure);
        var picture = Path.Combine(infrastructure.Directory, $"{extension}.png");
        var tagged = Path.Combine(infrastructure.Directory, $"tagged.{extension}");
        await TestAudio.FfmpegAsync(
            ["-f", "lavfi", "-i", "testsrc=size=900x600", "-frames:v", "1", "-y", picture]);
        await TestAudio.FfmpegAsync(
        [
            "-i", await TestAudio.WavAsync(3), "-i", picture, "-map", "0:a", "-map", "1:v",
            "-c:a", codec, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p",
            "-disposition:v", "attached_pic", "-id3v2_version", "3",
            "-metadata", "album=Süße Träume", "-metadata", "date=1999-05-01",
            "-metadata", "REPLAYGAIN_TRACK_GAIN=-7.03 dB", "-y", tagged,
        ]);

        var row = await converter.ConvertAsync(tagged);

        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        Assert.Equal(("Süße Träume", 1999, -7.03), (row.Album, row.Year, row.ReplayGainTrackDb));
        Assert.Equal(ObjectKeys.Artwork(row.TrackId, row.Version - 1), row.ArtworkKey);
        foreach (var size in (int[])[512, 128])
        {
            var jpeg = await converter.ReadAsync($"{row.ArtworkKey}cover-{size}.jpg");
            Assert.Equal((size, size), JpegSize(jpeg));
        }
    }

    /// <summary>What stands at the very end of a file counts as well.</summary>
    [Fact]
    public async Task Tags_AtTheEndOfAFile_AreKept()
    {
        var converter = await shared.StartAsync(infrastructure);
        var tagged = Path.Combine(infrastructure.Directory, "id3v1.mp3");
        var id3v1 = new byte[128];
        "TAG"u8.CopyTo(id3v1);
        "Older Album"u8.CopyTo(id3v1.AsSpan(63));
        "1998"u8.CopyTo(id3v1.AsSpan(93));
        var audio = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(3), Token);
        await File.WriteAllBytesAsync(tagged, [.. audio, .. id3v1], Token);

        var row = await converter.ConvertAsync(tagged);

        Assert.Equal(("ready", "Older Album", 1998), (row.Status, row.Album, row.Year));
    }

    [Fact]
    public async Task LoudnessAndOutline_OfATone_AreMeasured()
    {
        var converter = await shared.StartAsync(infrastructure);
        // EBU Tech 3341: a stereo sine of 1 kHz at -23 dBFS has -23 LUFS. Silence comes first.
        var path = Path.Combine(infrastructure.Directory, "tone.wav");
        await TestAudio.FfmpegAsync(
        [
            "-f", "lavfi", "-i", "aevalsrc=0.070795*sin(2*PI*1000*t)*gte(t\\,5)|" +
            "0.070795*sin(2*PI*1000*t)*gte(t\\,5):s=48000:d=20", "-y", path,
        ]);

        var row = await converter.ConvertAsync(path);

        Assert.Equal(-23.0, row.LoudnessLufs!.Value, 0.2);
        Assert.Equal(-23.0, row.TruePeakDbtp!.Value, 0.2);
        var outline = JsonDocument.Parse(await converter.ReadAsync(row.WaveformKey!)).RootElement;
        int[] peaks =
            [.. outline.GetProperty("peaks").EnumerateArray().Select(peak => peak.GetInt32())];
        Assert.Equal(20_000, outline.GetProperty("duration_ms").GetInt64());
        Assert.Equal(1_000, peaks.Length);
        Assert.All(peaks[..249], peak => Assert.Equal(0, peak));
        Assert.All(peaks[251..], peak => Assert.InRange(peak, 17, 19));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (int Width, int Height) JpegSize(byte[] jpeg)
    {
        for (var at = 2; at < jpeg.Length - 9;)
        {
            Assert.Equal(0xFF, jpeg[at]);
            if (jpeg[at + 1] is 0xC0 or 0xC2)
                return ((jpeg[at + 7] << 8) | jpeg[at + 8], (jpeg[at + 5] << 8) | jpeg[at + 6]);
            at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
        }
        throw new InvalidDataException("no frame header");
    }
}
