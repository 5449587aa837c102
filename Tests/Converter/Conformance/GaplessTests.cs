using System.Buffers.Binary;
using AudioStreaming.Browser.Tests;
using AudioStreaming.Testing;
using Microsoft.Playwright;

namespace AudioStreaming.Converter.Tests.Conformance;

/// <summary>A presentation starts on the source's first sample and ends on its last.</summary>
public class GaplessTests(
    InfrastructureFixture infrastructure, SharedConverter shared, ChromiumFixture chromium)
    : IClassFixture<SharedConverter>, IClassFixture<ChromiumFixture>
{
    private const string Append =
        """
        async ([codec, base64]) => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const media = new MediaSource();
          const audio = document.createElement('audio');
          audio.src = URL.createObjectURL(media);
          await new Promise(done => media.addEventListener('sourceopen', done, { once: true }));
          const buffer = media.addSourceBuffer(`audio/mp4; codecs="${codec}"`);
          buffer.appendBuffer(bytes);
          await new Promise((done, fail) => {
            buffer.addEventListener('updateend', done, { once: true });
            buffer.addEventListener('error', fail, { once: true });
          });
          media.endOfStream();
          const ranges = buffer.buffered;
          return [ranges.length, ranges.start(0), ranges.end(ranges.length - 1), media.duration];
        }
        """;

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task EveryRendition_InChromium_StartsAtZeroAndLastsAsTheSource(int rate)
    {
        const int seconds = 13;
        var renditions = await ConvertAsync(
            await TestAudio.CreateAsync("flac", seconds, "-c:a", "flac", "-ar", $"{rate}"));
        var page = await chromium.Browser.NewPageAsync();

        foreach (var rendition in renditions)
        {
            var found = await page.EvaluateAsync<double[]>(
                Append,
                new[]
                {
                    rendition.Codec.Replace("fLaC", "flac"),
                    Convert.ToBase64String(rendition.Stream),
                });

            Assert.Equal(1, found[0]);
            Assert.Equal(0, found[1], 0.001);
            Assert.Equal(seconds, found[2], 0.001);
            Assert.Equal(seconds, found[3], 0.001);
        }
    }

    /// <summary>
    /// ffmpeg ignores the edit list of fragmented files and decodes the priming too: a click must
    /// come out later by exactly what the edit list cuts.
    /// </summary>
    [Fact]
    public async Task Click_InEveryAacRendition_ComesLaterByThePriming()
    {
        const int rate = 44_100, clickAt = 22_050;
        var path = Path.Combine(infrastructure.Directory, "click.wav");
        await TestAudio.FfmpegAsync(
        [
            "-f", "lavfi", "-i",
            $"aevalsrc=0.9*eq(n\\,{clickAt})|0.9*eq(n\\,{clickAt}):s={rate}:d=2",
            "-y", path,
        ]);

        foreach (var rendition in await ConvertAsync(path))
        {
            var samples = await Samples.DecodeAsync(rendition, infrastructure.Directory, "s16le");
            var priming = rendition.Codec == "fLaC" ? 0 : 1024;
            Assert.InRange(Loudest(samples) - priming, clickAt - 2, clickAt + 2);
        }
    }

    private async Task<IReadOnlyList<CheckedRendition>> ConvertAsync(string path)
    {
        var converter = await shared.StartAsync(infrastructure);
        var row = await converter.ConvertAsync(path);
        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        var folder = row.HlsKey!.Replace("master.m3u8", "");
        return await PresentationChecker.CheckAsync(file => converter.ReadAsync(folder + file));
    }

    private static int Loudest(byte[] stereo)
    {
        var (loudest, at) = (0, -1);
        for (var sample = 0; sample < stereo.Length / 4; sample++)
        {
            var left = BinaryPrimitives.ReadInt16LittleEndian(stereo.AsSpan(sample * 4));
            var value = Math.Abs((int)left);
            if (value > loudest) (loudest, at) = (value, sample);
        }
        return at;
    }
}
