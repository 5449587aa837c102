using System.Text;
using AudioStreaming.Converter.Transcoding;

namespace AudioStreaming.Converter.Tests.Transcoding;

/// <summary>
/// ffprobe's report repeats what a stranger wrote: whatever is in it, the answer is what the
/// source is, or that it cannot be converted.
/// </summary>
public class ProbeTests
{
    private const string Report =
        """
        {
            "programs": [],
            "streams": [
                {
                    "index": 0, "codec_name": "mjpeg", "codec_type": "video", "width": 0,
                    "bits_per_raw_sample": "8", "r_frame_rate": "90000/1",
                    "disposition": { "attached_pic": 1 }
                },
                {
                    "index": 1, "codec_name": "flac", "codec_type": "audio",
                    "sample_rate": "96000", "channels": 2, "bits_per_sample": 0,
                    "bits_per_raw_sample": "24", "bit_rate": "2304000",
                    "disposition": { "attached_pic": 0 }
                }
            ],
            "format": { "duration": "15.5" }
        }
        """;

    private static readonly SourceFormat Flac = SourceFormat.OfKey("original.flac");

    [Fact]
    public void Report_OfAFile_SaysWhatItIs()
    {
        var source = Judge(Report);

        Assert.Equal(("flac", 96_000, 2), (source.Codec, source.SampleRate, source.Channels));
        Assert.Equal((24, 2_304_000), (source.BitDepth, source.BitRate));
        Assert.Equal((15.5, true), (source.ExpectedLength?.TotalSeconds, source.HasCover));
    }

    [Fact]
    public void Report_WithoutFormat_LeavesTheDurationOpen()
    {
        var source = Judge(Report.Replace("\"format\"", "\"other\""));

        Assert.Null(source.ExpectedLength);
    }

    [Theory]
    [InlineData("", "", "unreadable")]
    [InlineData(Report, "", "unreadable")]
    [InlineData(Report, "null", "unreadable")]
    [InlineData(Report, "[1]", "unreadable")]
    [InlineData(Report, "{}", "unreadable")]
    [InlineData(Report, "{\"streams\":null}", "unreadable")]
    [InlineData(Report, "{\"streams\":[null]}", "unreadable")]
    [InlineData(Report, "{\"streams\":[{\"codec_type\":\"audio\"}]}", "unreadable")]
    [InlineData("\"channels\": 2", "\"channels\": \"2\"", "unreadable")]
    [InlineData("\"channels\": 2", "\"channels\": 1e99", "unreadable")]
    [InlineData("\"channels\": 2", "\"channels\": null", "channels")]
    [InlineData("\"channels\": 2", "\"channels\": 99", "channels")]
    [InlineData("\"96000\"", "\"x\"", "unreadable")]
    [InlineData("\"96000\"", "null", "unreadable")]
    [InlineData("\"96000\"", "96000", "unreadable")]
    [InlineData("\"96000\"", "\"0\"", "sample_rate")]
    [InlineData("\"flac\"", "\"aac\"", "unsupported_codec")]
    [InlineData("\"15.5\"", "\"15000\"", "too_long")]
    public void Report_OfWhatCannotBeConverted_IsRejected(string part, string other, string cause)
    {
        var json = part.Length == 0 ? other : Report.Replace(part, other);

        var rejected = Assert.Throws<RejectedException>(() => Judge(json));

        Assert.Equal(cause, rejected.Cause);
    }

    [Fact]
    public void Report_CutOffAnywhere_IsUnreadable()
    {
        for (var length = 0; length < Report.Length; length++)
        {
            var rejected = Assert.Throws<RejectedException>(() => Judge(Report[..length]));
            Assert.Equal("unreadable", rejected.Cause);
        }
    }

    [Fact]
    public void Report_OfDamagedBytes_IsJudgedOrRejected()
    {
        var random = new Random(20_240_229);
        var (judged, rejected) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var json = Encoding.UTF8.GetBytes(Report);
            for (var damage = random.Next(1, 4); damage > 0; damage--)
                json[random.Next(json.Length)] = (byte)random.Next(256);
            try
            {
                SourceProbe.Judge(Flac, json, TimeSpan.FromHours(3));
                judged++;
            }
            catch (RejectedException)
            {
                rejected++;
            }
        }
        Assert.All([judged, rejected], count => Assert.InRange(count, 1_000, 19_000));
    }

    private static SourceInfo Judge(string json) =>
        SourceProbe.Judge(Flac, Encoding.UTF8.GetBytes(json), TimeSpan.FromHours(3));
}
