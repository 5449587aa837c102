using AudioStreaming.Converter.Packaging;
using AudioStreaming.Converter.Tests.Conformance;

namespace AudioStreaming.Converter.Tests.Packaging;

public class SegmenterTests
{
    private static readonly byte[] AnyFrame = [1, 2, 3];

    [Theory]
    [InlineData(44_100, 44_100)]
    [InlineData(44_100, 22_050)]
    [InlineData(44_100, 88_200)]
    [InlineData(48_000, 96_000)]
    [InlineData(48_000, 8_000)]
    [InlineData(48_000, 32_000)]
    public void Grid_Boundaries_AreFrameBoundariesAtEveryRate(int aacRate, int flacRate)
    {
        var grid = new SegmentGrid(aacRate, TimeSpan.FromSeconds(6));
        var frame = grid.FlacFrameSamples(flacRate);
        for (var index = 1; index < 600; index++)
        {
            var boundary = grid.Boundary(index, flacRate);
            Assert.Equal(0, boundary % frame);
            Assert.Equal(0, grid.Boundary(index, aacRate) % AacFrame.Samples);
            var seconds = (double)(boundary - grid.Boundary(index - 1, flacRate)) / flacRate;
            Assert.InRange(seconds, 5.9, 6.1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_024)]
    [InlineData(264_600)]
    [InlineData(267_263)]
    [InlineData(267_264)]
    [InlineData(267_265)]
    [InlineData(1_000_000)]
    public void AacFrames_OfAnyTotal_PresentExactlyThatMany(int total)
    {
        var format = new RenditionFormat("aac", RenditionCodec.Aac, 44_100, 2, 128_000, AnyFrame);
        var segmenter = new Segmenter(format, new SegmentGrid(44_100, TimeSpan.FromSeconds(6)));
        var segments = new List<MediaSegment>();
        // What the encoder gives: its priming, the source, and some padding.
        for (var at = 0; at < total + 2 * AacFrame.Samples; at += AacFrame.Samples)
        {
            if (segmenter.Add(AnyFrame) is { } closed) segments.Add(closed);
        }
        if (segmenter.Finish(total) is { } last) segments.Add(last);

        // A whole frame may stand when the last boundary falls inside it.
        var presented = segments.Sum(segment => segment.Samples);
        Assert.InRange(presented, total, total + AacFrame.Samples - 1);
        var indexes = segments.Select(segment => segment.Index);
        Assert.Equal(Enumerable.Range(0, segments.Count), indexes);
        var end = 0L;
        foreach (var segment in segments)
        {
            var facts = SegmentFacts.Read(segment.Content);
            Assert.Equal(end, facts.Start);
            end += facts.Samples;
        }
    }

    [Fact]
    public void BitRates_PeakAndAverage_FollowTheDensestRun()
    {
        var rates = BitRates.Measure(
            [(6, 600), (6, 1_200), (0.1, 900)], TimeSpan.FromSeconds(6));

        Assert.Equal(224, rates.Average);
        // The last tenth of a second alone is too short to count; with its neighbor it counts.
        Assert.Equal(345, rates.Peak);
    }

    [Fact]
    public void Growing_Playlist_TellsPlayersToBeginAtItsStart()
    {
        var format = new RenditionFormat(
            "aac128", RenditionCodec.Aac, 48_000, 2, 128_000, AnyFrame);

        var growing = MediaPlaylist.Write(format, 6, [288_768], complete: false);
        var final = MediaPlaylist.Write(format, 6, [288_768, 96_000], complete: true);

        Assert.Contains("#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-START:TIME-OFFSET=0", growing);
        Assert.DoesNotContain("#EXT-X-ENDLIST", growing);
        Assert.Contains("#EXTINF:6.016000,\naac128-00000.m4s\n#EXTINF:2.000000,\n", final);
        Assert.EndsWith("#EXT-X-ENDLIST\n", final);
    }
}
