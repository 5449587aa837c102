using System.Buffers.Binary;
using AudioStreaming.Contracts;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>Ids as their 16 raw bytes, big-endian, so that text and bytes sort alike.</summary>
internal static class RedisIds
{
    public const int Length = 16;

    public static RedisValue ToRedis(this TrackId track)
    {
        var bytes = new byte[Length];
        track.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes;
    }

    public static RedisValue ToRedis(this SessionId session)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, session.Value);
        return bytes;
    }

    public static TrackId Track(ReadOnlySpan<byte> bytes) =>
        new(new Guid(bytes[..Length], bigEndian: true));

    public static TrackId Track(RedisValue value) => Track((byte[])value!);

    public static Guid Session(RedisValue value) => new((byte[])value!, bigEndian: true);
}
