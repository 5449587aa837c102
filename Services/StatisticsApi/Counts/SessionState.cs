using System.Buffers.Binary;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What counting needs to know of a session: enough that no event counts twice.</summary>
/// <param name="Track">The track played.</param>
/// <param name="LastAtMs">The newest event, in milliseconds since 1970 (UTC).</param>
/// <param name="Partition">The partition of the log that carries the session.</param>
/// <param name="Sequence">The highest sequence seen.</param>
/// <param name="ListenedMs">The largest listening time seen, in milliseconds.</param>
/// <param name="Counted">Whether it has counted as a play.</param>
/// <param name="Live">Whether its newest event says that somebody listens.</param>
/// <param name="TtlMs">For how long after an event that is so, in milliseconds.</param>
internal readonly record struct SessionState(
    TrackId Track, long LastAtMs, int Partition, long Sequence, long ListenedMs,
    bool Counted, bool Live, long TtlMs)
{
    // The scripts read the track, the time and the partition: keep their places in step.
    public const int PackedLength = 53;

    /// <summary>For events that do not say how long they hold, in milliseconds.</summary>
    public const long UsualTtlMs = 25_000;

    private const int TtlAt = 45;

    /// <summary>Until when somebody listens if nothing more is heard, since 1970 (UTC).</summary>
    public long LiveUntilMs => LastAtMs + TtlMs;

    public byte[] Pack()
    {
        var bytes = new byte[PackedLength];
        Track.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), LastAtMs);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), Partition);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(28), Sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(36), ListenedMs);
        bytes[44] = (byte)((Counted ? 1 : 0) | (Live ? 2 : 0));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TtlAt), TtlMs);
        return bytes;
    }

    public static SessionState Unpack(ReadOnlySpan<byte> bytes) => new(
        new TrackId(new Guid(bytes[..16], bigEndian: true)),
        BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadInt32BigEndian(bytes[24..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[28..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[36..]),
        (bytes[44] & 1) != 0,
        (bytes[44] & 2) != 0,
        bytes.Length > TtlAt ? BinaryPrimitives.ReadInt64BigEndian(bytes[TtlAt..]) : UsualTtlMs);
}
