using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Audio;

/// <summary>
/// FLAC (RFC 9639): the metadata blocks, and whether the last frame is the last one.
/// </summary>
internal static class FlacInspector
{
    private const int StreamInfo = 0;
    private const int VorbisComment = 4;
    private const int StreamInfoLength = 34;
    private const int MostBlocks = 1024;
    private const int LongestCommentRead = 1024 * 1024;
    private const int LongestTail = 1024 * 1024;
    private const int MostComments = 1024;

    public static async Task<InspectedAudio> InspectAsync(
        StoredBytes bytes, AudioTags tags, long offset, CancellationToken cancellationToken)
    {
        byte[]? info = null;
        var position = offset + 4;
        var isLast = false;
        for (var count = 0; !isLast && count < MostBlocks; count++)
        {
            var header = await bytes.ReadAsync(position, 4, cancellationToken);
            if (header.Length < 4) throw AudioRefusedException.Truncated();
            isLast = (header[0] & 0x80) != 0;
            var type = header[0] & 0x7F;
            var length = (header[1] << 16) | (header[2] << 8) | header[3];
            if (type == StreamInfo)
                info = await bytes.ReadAsync(position + 4, StreamInfoLength, cancellationToken);
            else if (type == VorbisComment)
            {
                var comments = await bytes.ReadAsync(
                    position + 4, Math.Min(length, LongestCommentRead), cancellationToken);
                tags = ParseComments(comments).Or(tags);
            }
            position += 4 + length;
        }
        if (info is not { Length: StreamInfoLength }) throw AudioRefusedException.Truncated();
        await CheckFramesAsync(bytes, info, position, cancellationToken);
        return new InspectedAudio(AudioFormat.Flac, tags, LengthOf(info, bytes.Size - position));
    }

    private static TimeSpan LengthOf(byte[] info, long frameBytes)
    {
        // 20 bits for the sample rate, 3 for channels, 5 for bits, 36 for the number of samples.
        var packed = BinaryPrimitives.ReadUInt64BigEndian(info.AsSpan(10));
        var (rate, samples) = (packed >> 44, packed & 0xF_FFFF_FFFF);
        if (samples > 0) return InspectedAudio.LengthOf(samples, rate);
        // Written to a pipe. Music takes about half the space of its samples.
        var (channels, bits) = (((packed >> 41) & 7) + 1, ((packed >> 36) & 0x1F) + 1);
        return InspectedAudio.LengthOf(frameBytes * 8 * 2, rate * channels * bits);
    }

    private static async Task CheckFramesAsync(
        StoredBytes bytes, byte[] info, long start, CancellationToken cancellationToken)
    {
        var samples = (long)(BinaryPrimitives.ReadUInt64BigEndian(info.AsSpan(10)) & 0xF_FFFF_FFFF);
        var first = await bytes.ReadAsync(start, 16, cancellationToken);
        if (first.Length == 0)
            throw samples > 0 ? AudioRefusedException.Truncated() : AudioRefusedException.NoAudio();
        if (FlacFrame.Parse(first, info) is null) throw AudioRefusedException.Truncated();
        if (samples == 0) return;

        var tailStart = Math.Max(start, bytes.Size - LongestTail);
        var tail = await bytes.ReadAsync(tailStart, LongestTail, cancellationToken);
        if (FlacFrame.LastSample(tail, info, samples) < samples)
            throw AudioRefusedException.Truncated();
    }

    /// <summary>
    /// Vorbis comments: a vendor, then <c>NAME=value</c>, lengths in little endian.
    /// </summary>
    private static AudioTags ParseComments(ReadOnlySpan<byte> block)
    {
        if (!TryTake(ref block, out _) || block.Length < 4) return AudioTags.None;
        var count = Math.Min(MostComments, BinaryPrimitives.ReadUInt32LittleEndian(block));
        block = block[4..];
        var fields = new TagFields();
        for (; count > 0 && TryTake(ref block, out var comment); count--)
        {
            var text = Encoding.UTF8.GetString(comment);
            var equals = text.IndexOf('=');
            if (equals > 0) fields.Add(text[..equals], AudioTags.Clean(text[(equals + 1)..]));
        }
        return fields.ToTags();
    }

    private static bool TryTake(ref ReadOnlySpan<byte> block, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (block.Length < 4) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(block);
        if (length > block.Length - 4) return false;
        taken = block.Slice(4, (int)length);
        block = block[(4 + (int)length)..];
        return true;
    }
}
