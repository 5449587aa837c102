using System.Text;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Hostile;

/// <summary>Files that were made to do harm, generated and seeded.</summary>
internal static class HostileFiles
{
    /// <param name="canary">A local file that none of them may bring into a result.</param>
    public static IEnumerable<(string Name, string Format, byte[] Content)> Scripts(string canary)
    {
        yield return ("ffconcat", "mp3", Text($"ffconcat version 1.0\nfile '{canary}'\n"));
        yield return ("ffconcat as wav", "wav", Text($"ffconcat version 1.0\nfile '{canary}'\n"));
        yield return ("playlist", "mp3", Text(
            $"#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nfile://{canary}\n#EXT-X-ENDLIST\n"));
        yield return ("playlist of the network", "flac", Text(
            "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nhttp://127.0.0.1:9/\n#EXT-X-ENDLIST\n"));
        yield return ("playlist over concat", "mp3", Text(
            "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n" +
            $"concat:http://127.0.0.1:9/x|file://{canary}\n#EXT-X-ENDLIST\n"));
        yield return ("GAB2 subtitles in AVI", "mp3", Gab2(canary));
        yield return ("XBIN", "mp3", [.. "XBIN\x1a"u8, 80, 0, 25, 0, 16, 0, .. new byte[4_096]]);
        yield return ("SDP", "mp3", Text("v=0\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n"));
        yield return ("web page", "mp3", Text("<!doctype html><title>music.mp3</title>"));
        yield return ("nothing but zeros", "mp3", new byte[100_000]);
        yield return ("one byte", "flac", [0x66]);
        yield return ("marker of FLAC only", "flac", "fLaC"u8.ToArray());
        yield return (
            "FLAC without a sample", "flac", [.. "fLaC"u8, 0x80, 0, 0, 34, .. StreamInfo]);
        yield return ("header of WAV only", "wav", Wav(2, 44_100, 16, 0));
        yield return ("rate of 0 Hz", "wav", Wav(2, 0, 16, 40_000));
        yield return ("rate of 1 Hz", "wav", Wav(2, 1, 16, 40_000));
        yield return ("rate of 4 GHz", "wav", Wav(2, uint.MaxValue, 16, 40_000));
        yield return ("0 channels", "wav", Wav(0, 44_100, 16, 40_000));
        yield return ("65,535 channels", "wav", Wav(65_535, 44_100, 16, 400_000));
        yield return ("0 bits", "wav", Wav(2, 44_100, 0, 40_000));
        yield return ("another codec in WAV", "wav", Wav(2, 44_100, 4, 40_000, codec: 0x0011));
        yield return ("enormous tag", "mp3", [.. Id3(60_000_000), .. new byte[60_000_000]]);
        yield return ("tag longer than the file", "mp3", [.. Id3(250_000_000), .. new byte[1_000]]);
    }

    /// <summary>A tag whose picture is not one that a player should show.</summary>
    public static byte[] Cover(string name, string canary)
    {
        byte[] picture = name switch
        {
            // A PNG that says it has 3.6 thousand million pixels.
            "enormous picture" =>
            [
                0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0xEA, 0x60,
                0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0, 0xEF, 0xAB, 0xB7, 0xD6,
                .. new byte[64],
            ],
            "enormous file" => new byte[40_000_000],
            "script" => Text($"ffconcat version 1.0\nfile '{canary}'\n"),
            _ => Text("no picture"),
        };
        byte[] frame = [0, .. "image/png\0"u8, 3, 0, .. picture];
        var size = frame.Length;
        return
        [
            .. Id3(size + 10), .. "APIC"u8, (byte)(size >> 21 & 0x7F), (byte)(size >> 14 & 0x7F),
            (byte)(size >> 7 & 0x7F), (byte)(size & 0x7F), 0, 0, .. frame,
        ];
    }

    /// <summary>A real file with bits flipped, or cut off; the same for the same seed.</summary>
    public static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole[..];
        if (random.Next(3) == 0) return bytes[..random.Next(1, bytes.Length)];
        for (var flips = random.Next(1, 200); flips > 0; flips--)
            bytes[random.Next(Math.Min(bytes.Length, random.Next(2) == 0 ? 256 : bytes.Length))] ^=
                (byte)(1 << random.Next(8));
        return bytes;
    }

    /// <summary>Ten hours of silence in a few megabytes.</summary>
    public static Task<string> BombAsync() => TestAudio.CreateAsync(
        "flac", 1, "-ar", "8000", "-ac", "1", "-af", "volume=0,apad=whole_dur=36000",
        "-c:a", "flac", "-frame_size", "65535", "-strict", "-2");

    /// <summary>44.1 kHz, stereo, 16 bits, no samples.</summary>
    private static ReadOnlySpan<byte> StreamInfo =>
    [
        0x10, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x0A, 0xC4, 0x42, 0xF0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Id3(int size) =>
    [
        .. "ID3"u8, 4, 0, 0, (byte)(size >> 21 & 0x7F), (byte)(size >> 14 & 0x7F),
        (byte)(size >> 7 & 0x7F), (byte)(size & 0x7F),
    ];

    private static byte[] Wav(int channels, uint rate, int bits, int data, int codec = 1)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("RIFF"u8);
        writer.Write(36 + data);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((ushort)codec);
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(unchecked((uint)(rate * channels * bits / 8)));
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        writer.Write("data"u8);
        writer.Write(data);
        writer.Write(new byte[data]);
        return bytes.ToArray();
    }

    /// <summary>
    /// An AVI whose subtitle packet is itself a playlist: ffmpeg opened what it named.
    /// </summary>
    private static byte[] Gab2(string canary)
    {
        var playlist = Text($"#EXTM3U\n#EXTINF:1,\nfile://{canary}\n#EXT-X-ENDLIST\n");
        byte[] packet =
        [
            .. "GAB2\0"u8, 2, 0, 0, 0, 0, 0, 4, 0,
            .. BitConverter.GetBytes(playlist.Length), .. playlist,
        ];
        return
        [
            .. "RIFF"u8, .. BitConverter.GetBytes(packet.Length + 20), .. "AVI LIST"u8,
            .. BitConverter.GetBytes(packet.Length + 12), .. "movi00sb"u8,
            .. BitConverter.GetBytes(packet.Length), .. packet,
        ];
    }
}
