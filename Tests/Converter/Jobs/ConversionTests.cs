using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>A job from its message to the finished track.</summary>
public class ConversionTests(InfrastructureFixture infrastructure)
{
    [Theory]
    [InlineData("mp3", 2)]
    [InlineData("flac", 4)]
    [InlineData("wav", 4)]
    public async Task Track_Requested_BecomesReady(string format, int renditions)
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync();

        var path = format switch
        {
            "mp3" => await TestAudio.Mp3Async(20),
            "flac" => await TestAudio.FlacAsync(20),
            _ => await TestAudio.WavAsync(20),
        };
        var row = await harness.ConvertAsync(path);

        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        Assert.Equal($"{ObjectKeys.Hls(row.TrackId, row.Version - 1)}master.m3u8", row.HlsKey);
        Assert.InRange(row.DurationMs!.Value, 19_990, 20_030);
        var files = await harness.KeysAsync(ObjectKeys.Hls(row.TrackId));
        Assert.Equal(renditions, files.Count(file => file.EndsWith("-init.mp4")));
    }
}
