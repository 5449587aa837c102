using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Audio;

/// <summary>
/// WAV and RF64/BW64 (EBU Tech 3306): the chunks, their sizes, and the tags in them.
/// </summary>
internal static class WavInspector
{
    private const int MostChunks = 256;
    private const int LongestTagRead = 1024 * 1024;
    private const uint Unknown = uint.MaxValue;

    public static async Task<InspectedAudio> InspectAsync(
        StoredBytes bytes, CancellationToken cancellationToken)
    {
        var tags = AudioTags.None;
        long? bytesPerSecond = null;
        var dataLength = -1L;
        var wideDataLength = 0L;
        var position = 12L;
        for (var count = 0; count < MostChunks && position + 8 <= bytes.Size; count++)
        {
            var header = await bytes.ReadAsync(position, 8, cancellationToken);
            var id = Encoding.ASCII.GetString(header, 0, 4);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            var content = position + 8;
            if (id == "data")
            {
                dataLength = DataLength(length, wideDataLength, bytes.Size - content);
                length = dataLength;
            }
            else if (id is "id3 " or "ID3 ")
                tags = tags.Or(await Id3v2Tag.ReadAsync(bytes, content, cancellationToken));
            else if (id == "fmt ")
                bytesPerSecond = await ReadRateAsync(bytes, content, cancellationToken);
            else if (id is "ds64" or "LIST")
            {
                var chunk = await bytes.ReadAsync(
                    content, (int)Math.Min(length, LongestTagRead), cancellationToken);
                if (id == "ds64" && chunk.Length >= 16)
                    wideDataLength = BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(8));
                tags = tags.Or(ParseInfo(chunk));
            }
            position = content + length + (length & 1);
        }
        if (bytesPerSecond is not { } rate || dataLength < 0)
            throw AudioRefusedException.Truncated();
        if (dataLength == 0) throw AudioRefusedException.NoAudio();
        return new InspectedAudio(
            AudioFormat.Wav, tags, InspectedAudio.LengthOf(dataLength, rate));
    }

    /// <returns>In bytes a second; 0 if the chunk is too short to say.</returns>
    private static async Task<long> ReadRateAsync(
        StoredBytes bytes, long chunk, CancellationToken cancellationToken)
    {
        var rate = await bytes.ReadAsync(chunk + 8, 4, cancellationToken);
        return rate.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(rate) : 0;
    }

    /// <summary>Writers to a pipe leave the size open: then the data reach to the end.</summary>
    private static long DataLength(long stated, long wide, long present)
    {
        if (stated == Unknown && wide > 0) stated = wide;
        if (stated is Unknown or 0) return present;
        return stated <= present ? stated : throw AudioRefusedException.Truncated();
    }

    private static AudioTags ParseInfo(ReadOnlySpan<byte> list)
    {
        if (!list.StartsWith("INFO"u8)) return AudioTags.None;
        var fields = new TagFields();
        for (list = list[4..]; list.Length > 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(list[4..]);
            if (length > list.Length - 8) break;
            var value = list.Slice(8, (int)length);
            fields.Add(InfoName(list[..4]), AudioTags.Guess(value.TrimEnd((byte)0)));
            list = list[Math.Min(list.Length, 8 + (int)length + ((int)length & 1))..];
        }
        return fields.ToTags();
    }

    private static string? InfoName(ReadOnlySpan<byte> id) => Encoding.ASCII.GetString(id) switch
    {
        "IART" => TagFields.Artist,
        "INAM" => TagFields.Title,
        "IPRD" => TagFields.Album,
        "ICRD" => TagFields.Date,
        _ => null,
    };
}
