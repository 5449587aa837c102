using AudioStreaming.Storage;
using AudioStreaming.Testing;

namespace AudioStreaming.Audio.Tests;

/// <summary>What a file says of itself is found wherever it stands.</summary>
public sealed class TagTests : IDisposable
{
    private static readonly AudioTags Expected =
        new("Künstler", "Titel", "Süße Träume", 1999, -7.03, 1.5);

    private readonly TestDirectory _directory = new();

    public static TheoryData<int> Id3v2Versions => [3, 4];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Id3v2Versions))]
    public async Task Id3v2_BehindALargePicture_IsRead(int version)
    {
        byte[] tag = TaggedFiles.Id3v2(
            version,
            ("TIT2", TaggedFiles.Utf8("Titel")),
            ("APIC", new byte[3_000_000]),
            ("TPE1", TaggedFiles.Utf8("Künstler")),
            ("PRIV", new byte[40_000]),
            ("TALB", TaggedFiles.Utf8("Süße Träume")),
            (version == 4 ? "TDRC" : "TYER", TaggedFiles.Utf8("1999")),
            ("TXXX", TaggedFiles.Utf16("replaygain_track_gain", "-7.03 dB")),
            ("TXXX", TaggedFiles.Utf8("REPLAYGAIN_ALBUM_GAIN\0+1.50 dB")));

        Assert.Equal(Expected, await ReadAsync(AudioFormat.Mp3, [.. tag, .. await Mp3Async()]));
    }

    [Fact]
    public async Task Ape_AtTheEnd_IsRead()
    {
        var tag = TaggedFiles.Ape(
            ("Artist", "Künstler"), ("Title", "Titel"), ("Album", "Süße Träume"),
            ("Year", "1999-05-01"), ("replaygain_track_gain", "-7.03 dB"),
            ("replaygain_album_gain", "1.5 dB"));

        Assert.Equal(Expected, await ReadAsync(AudioFormat.Mp3, [.. await Mp3Async(), .. tag]));
    }

    [Fact]
    public async Task Id3v1_BehindApe_CompletesIt()
    {
        byte[] file =
        [
            .. await Mp3Async(), .. TaggedFiles.Ape(("Title", "Titel in full")),
            .. TaggedFiles.Id3v1("Titel", "Künstler", "Süße Träume", "1999"),
        ];

        Assert.Equal(
            new AudioTags("Künstler", "Titel in full", "Süße Träume", 1999, null, null),
            await ReadAsync(AudioFormat.Mp3, file));
    }

    [Fact]
    public async Task Info_BehindTheSound_IsReadAndCompletedById3()
    {
        byte[] file =
        [
            .. await File.ReadAllBytesAsync(await TestAudio.WavAsync(1), Token),
            .. TaggedFiles.Info(
                ("IART", "Künstler"), ("INAM", "Titel"), ("IPRD", "Süße Träume"),
                ("ICRD", "1.5.1999")),
            .. TaggedFiles.Chunk("id3 ", TaggedFiles.Id3v2(
                4, ("TXXX", TaggedFiles.Utf8("replaygain_track_gain\0-7.03 dB")))),
        ];

        Assert.Equal(Expected with { AlbumGainDb = null }, await ReadAsync(AudioFormat.Wav, file));
    }

    [Fact]
    public async Task VorbisComments_BehindAnId3Tag_ComeFirst()
    {
        var flac = Path.Combine(_directory.Path, "tagged.flac");
        await TestAudio.FfmpegAsync(
        [
            "-i", await TestAudio.FlacAsync(1), "-metadata", "artist=Künstler",
            "-metadata", "title=Titel", "-metadata", "album=Süße Träume",
            "-metadata", "date=1999", "-metadata", "REPLAYGAIN_TRACK_GAIN=-7.03 dB",
            "-c", "copy", flac,
        ]);
        byte[] file =
        [
            .. TaggedFiles.Id3v2(
                4, ("TIT2", TaggedFiles.Utf8("another")),
                ("TXXX", TaggedFiles.Utf8("replaygain_album_gain\0001.5 dB"))),
            .. await File.ReadAllBytesAsync(flac, Token),
        ];

        Assert.Equal(Expected, await ReadAsync(AudioFormat.Flac, file));
    }

    [Theory]
    [InlineData("99", null)]
    [InlineData("0999", null)]
    [InlineData("19990501", 1999)]
    [InlineData("1999-05-01T10:00", 1999)]
    [InlineData("no year", null)]
    public async Task Year_InAnyForm_IsFoundOrLeftOut(string date, int? year)
    {
        var tag = TaggedFiles.Id3v2(4, ("TDRC", TaggedFiles.Utf8(date)));

        var tags = await ReadAsync(AudioFormat.Mp3, [.. tag, .. await Mp3Async()]);

        Assert.Equal(year, tags.Year);
    }

    /// <summary>Whatever bytes a tag holds, reading it ends, and soon.</summary>
    [Fact]
    public async Task Tags_Damaged_NeverFailOtherThanAsRefused()
    {
        var random = new Random(11);
        byte[] whole =
        [
            .. TaggedFiles.Id3v2(
                3, ("TALB", TaggedFiles.Utf8("Album")), ("APIC", new byte[100_000]),
                ("TXXX", TaggedFiles.Utf16("replaygain_track_gain", "-7.03 dB"))),
            .. await Mp3Async(),
            .. TaggedFiles.Ape(("Album", "Album")), .. TaggedFiles.Id3v1("a", "b", "c", "1999"),
        ];
        for (var round = 0; round < 300; round++)
        {
            var bytes = whole[..];
            for (var flips = random.Next(1, 40); flips > 0; flips--)
            {
                var at = random.Next(3) switch
                {
                    0 => random.Next(64),
                    1 => bytes.Length - 1 - random.Next(300),
                    _ => random.Next(bytes.Length),
                };
                bytes[at] = (byte)random.Next(256);
            }
            try
            {
                await ReadAsync(AudioFormat.Mp3, bytes);
            }
            catch (AudioRefusedException)
            {
                // As a user is told.
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<byte[]> Mp3Async() => await File.ReadAllBytesAsync(
        await TestAudio.CreateAsync(
            "mp3", 1, "-c:a", "libmp3lame", "-b:a", "128k", "-id3v2_version", "0"),
        Token);

    private async Task<AudioTags> ReadAsync(AudioFormat format, byte[] content)
    {
        var store = StorageSetup.Create($"Path={_directory.Path}", "objects", TimeProvider.System);
        using var stream = new MemoryStream(content);
        await store.PutAsync("raw/file", stream, "application/octet-stream", Token);
        var audio = await AudioInspector.InspectAsync(
            new StoredBytes(store, "raw/file", content.Length), format, Token);
        return audio.Tags;
    }
}
