using System.Text;
using AudioStreaming.Testing;

namespace AudioStreaming.Audio.Tests;

/// <summary>An MP3 that says nowhere how long it is: whole, cut, or with things after it.</summary>
public sealed class Mp3EndingTests
{
    private const int Tail = 64 * 1024;

    public static TheoryData<string> Kinds => ["128k", "320k", "vbr", "mono", "mpeg2"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ending_AtAnyByte_IsCutUnlessBetweenTwoFrames(string kind)
    {
        var whole = await CreateAsync(kind);
        Assert.False(IsCut(whole));
        var between = 0;
        for (var length = whole.Length - 3000; length < whole.Length; length++)
        {
            if (IsCut(whole[..length])) continue;
            between++;
            // Or one byte after it, which may be anything.
            var isBoundary = MpegFrame.Parse(whole.AsSpan(length)) is not null
                || MpegFrame.Parse(whole.AsSpan(length - 1)) is not null;
            Assert.True(isBoundary, $"{length} of {whole.Length}");
        }
        Assert.InRange(between, 2, 80);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ending_WithWhatOtherProgramsAppend_IsWhole(string kind)
    {
        var whole = await CreateAsync(kind);
        var random = new Random(11);
        var rubbish = new byte[5000];
        random.NextBytes(rubbish);
        foreach (var appended in (byte[][])
        [
            new byte[1], new byte[3], new byte[4000], new byte[100_000], rubbish, [0xFF], [13, 10],
            Id3v1(), [.. Lyrics(), .. Id3v1()], Lyrics(), Ape(), [.. Ape(), .. Id3v1()],
            Encoding.ASCII.GetBytes("ID3 and its footer....3DI\u0004\0\0\0\0\0\0"),
            Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"),
        ])
            Assert.False(IsCut([.. whole, .. appended]), Convert.ToHexString(appended[..1]));
        // Written short by its encoder, and tagged since.
        Assert.False(IsCut([.. whole[..^50], .. Id3v1()]));
    }

    [Fact]
    public async Task Ending_OfThreeFramesOnly_IsNotGuessedAt()
    {
        var whole = await CreateAsync("128k");
        var first = MpegFrame.Find(whole)!.Value;
        Assert.False(IsCut(whole[..(first.Offset + (3 * first.Length) - 10)]));
    }

    private static bool IsCut(byte[] file) =>
        Mp3Ending.IsCut(file.AsSpan(Math.Max(0, file.Length - Tail)));

    private static async Task<byte[]> CreateAsync(string kind)
    {
        string[] options = kind switch
        {
            "vbr" => ["-q:a", "4"],
            "mono" => ["-ac", "1", "-b:a", "96k"],
            "mpeg2" => ["-ar", "22050", "-b:a", "64k"],
            _ => ["-b:a", kind],
        };
        return await File.ReadAllBytesAsync(await TestAudio.CreateAsync(
            "mp3", 6, ["-write_xing", "0", "-id3v2_version", "0", .. options]));
    }

    private static byte[] Id3v1() => [.. "TAG"u8, .. new byte[125]];

    private static byte[] Lyrics() => "LYRICSBEGININD0000200000021LYRICS200"u8.ToArray();

    private static byte[] Ape() =>
        [.. "APETAGEX"u8, .. new byte[24], .. "APETAGEX"u8, .. new byte[24]];
}
