using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Numbers addresses for the limits, so that none is kept even in memory. The number depends on a
/// secret that is never stored and lives for an hour; and it is so small that thousands of
/// addresses share it, so that it names nobody even to who has the secret. That bounds the memory
/// for the limits, too.
/// </summary>
internal sealed class AddressKeys(TimeProvider time)
{
    private const int Bits = 20;
    private const int SecretSize = 32;

    /// <summary>An IPv6 network that one subscriber gets, in bytes.</summary>
    private const int NetworkSize = 8;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private Secret _secret = Secret.New(time);

    /// <returns>Less than 2^20, and the same for an hour at most.</returns>
    public int KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6
            && address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6)
            bytes = bytes[..NetworkSize];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Current().Bytes, bytes, hash);
        return BinaryPrimitives.ReadInt32BigEndian(hash) & ((1 << Bits) - 1);
    }

    private Secret Current()
    {
        var known = Volatile.Read(ref _secret);
        if (time.GetElapsedTime(known.Since) < Lifetime) return known;
        Interlocked.CompareExchange(ref _secret, Secret.New(time), known);
        return Volatile.Read(ref _secret);
    }

    private sealed record Secret(byte[] Bytes, long Since)
    {
        public static Secret New(TimeProvider time) =>
            new(RandomNumberGenerator.GetBytes(SecretSize), time.GetTimestamp());
    }
}
