using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Numbers addresses, so that none is kept even in memory. All numbers of an hour are forgotten at
/// its end, with what they were made of.
/// </summary>
internal sealed class AddressKeys : IDisposable
{
    private const int Bits = 20;
    private const int SecretSize = 32;

    /// <summary>An IPv6 network that one subscriber gets, in bytes.</summary>
    private const int NetworkSize = 8;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ITimer _timer;
    private Hour _hour = new();

    public AddressKeys(TimeProvider time) => _timer = time.CreateTimer(
        _ => Volatile.Write(ref _hour, new()), null, Lifetime, Lifetime);

    /// <summary>
    /// For the limits. It depends on a secret that is never stored; and it is so small that
    /// thousands of addresses share it, so that it names nobody even to who has the secret. That
    /// bounds the memory for the limits, too.
    /// </summary>
    /// <returns>Less than 2^20, and the same for an hour at most.</returns>
    public int KeyOf(IPAddress address) => KeyOf(address, Volatile.Read(ref _hour));

    /// <summary>
    /// For who must know what came from one sender and nothing of the sender: drawn at random.
    /// </summary>
    /// <returns>The same for an hour at most.</returns>
    public int LaneOf(IPAddress address)
    {
        var hour = Volatile.Read(ref _hour);
        return hour.Lanes.GetOrAdd(
            KeyOf(address, hour), _ => RandomNumberGenerator.GetInt32(int.MaxValue));
    }

    public void Dispose() => _timer.Dispose();

    private static int KeyOf(IPAddress address, Hour hour)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6
            && address.AddressFamily is AddressFamily.InterNetworkV6)
            bytes = bytes[..NetworkSize];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(hour.Secret, bytes, hash);
        return BinaryPrimitives.ReadInt32BigEndian(hash) & ((1 << Bits) - 1);
    }

    private sealed class Hour
    {
        public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(SecretSize);

        public ConcurrentDictionary<int, int> Lanes { get; } = [];
    }
}
