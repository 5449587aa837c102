using System.Buffers.Binary;

namespace AudioStreaming.Audio;

/// <summary>
/// MP3: tags around it, the first frames, the length that a Xing header states, the last frame.
/// </summary>
internal static class Mp3Inspector
{
    private const int MostLeadingTags = 8;
    private const int TailLength = 64 * 1024;

    /// <summary>
    /// What writers are known to miscount by: the header frame itself, and trailing tags.
    /// </summary>
    private const int Tolerance = 4096;

    public static async Task<InspectedAudio> InspectAsync(
        StoredBytes bytes, CancellationToken cancellationToken)
    {
        var tags = AudioTags.None;
        var offset = 0L;
        for (var count = 0; count < MostLeadingTags; count++)
        {
            var header = await bytes.ReadAsync(offset, ApeTag.BlockLength, cancellationToken);
            var length = Math.Max(Id3v2Tag.TotalLength(header), ApeTag.LeadingLength(header));
            if (length == 0) break;
            tags = tags.Or(await Id3v2Tag.ReadAsync(bytes, offset, cancellationToken));
            offset += length;
        }

        var head = await bytes.ReadAsync(offset, AudioSignature.HeadLength, cancellationToken);
        if (head.AsSpan().StartsWith("fLaC"u8))
            return await FlacInspector.InspectAsync(bytes, tags, offset, cancellationToken);
        if (MpegFrame.Find(head) is not { } frame)
            throw offset >= bytes.Size && offset > 0
                ? AudioRefusedException.Truncated()
                : AudioRefusedException.Unknown();
        var stated = Stated(head, frame);
        if (offset + frame.Offset + stated.Bytes > bytes.Size + Tolerance)
            throw AudioRefusedException.Truncated();

        var tail = await bytes.ReadAsync(
            Math.Max(0, bytes.Size - TailLength), TailLength, cancellationToken);
        if (Mp3Ending.IsCut(tail)) throw AudioRefusedException.Truncated();
        var frames = stated.Frames > 0
            ? stated.Frames
            : (bytes.Size - offset) / (double)frame.Length;
        return new InspectedAudio(
            AudioFormat.Mp3, tags.Or(TrailingTags(tail)),
            TimeSpan.FromSeconds(frames * frame.Seconds));
    }

    /// <summary>
    /// The frames and bytes of audio that a Xing or Info header counts; 0 for what it does not.
    /// </summary>
    private static (uint Frames, uint Bytes) Stated(ReadOnlySpan<byte> head, MpegFrame frame)
    {
        const int HasFrames = 1;
        const int HasBytes = 2;
        var at = frame.Offset + MpegFrame.HeaderLength + frame.SideInfoLength;
        if (head.Length < at + 16) return default;
        var xing = head[at..];
        if (!xing.StartsWith("Xing"u8) && !xing.StartsWith("Info"u8)) return default;
        var flags = BinaryPrimitives.ReadUInt32BigEndian(xing[4..]);
        var numbers = xing[8..];
        var frames = Take(ref numbers, (flags & HasFrames) != 0);
        return (frames, Take(ref numbers, (flags & HasBytes) != 0));
    }

    private static uint Take(ref ReadOnlySpan<byte> numbers, bool isThere)
    {
        if (!isThere) return 0;
        var number = BinaryPrimitives.ReadUInt32BigEndian(numbers);
        numbers = numbers[4..];
        return number;
    }

    private static AudioTags TrailingTags(ReadOnlySpan<byte> tail) =>
        ApeTag.ParseTrailing(Id3v1Tag.IsAtEndOf(tail) ? tail[..^Id3v1Tag.Length] : tail)
            .Or(Id3v1Tag.Parse(tail));
}
