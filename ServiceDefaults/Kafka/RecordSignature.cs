using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// Shows that a record comes from a service of ours: the header <c>signature</c> is an HMAC-SHA256
/// over topic, key and value, each after its length. Without <see cref="KafkaOptions.SigningKey"/>
/// nothing is signed, and every record is taken.
/// </summary>
public sealed class RecordSignature
{
    public const string Header = "signature";
    public const int MinKeySize = 32;

    /// <summary>The reason of a dead letter.</summary>
    public const string Missing = "not signed by a service of this product";

    private readonly byte[]? _key;

    public RecordSignature(KafkaOptions options) =>
        _key = string.IsNullOrEmpty(options.SigningKey)
            ? null
            : Convert.FromBase64String(options.SigningKey);

    public void Sign(string topic, Message<byte[], byte[]> message)
    {
        if (_key is null) return;
        var signature = new byte[HMACSHA256.HashSizeInBytes];
        Compute(topic, message.Key, message.Value, signature);
        message.Headers ??= [];
        message.Headers.Add(Header, signature);
    }

    /// <summary>Whether the record is signed as it must be.</summary>
    public bool Accepts(ConsumeResult<byte[], byte[]> record)
    {
        if (_key is null) return true;
        var message = record.Message;
        if (message.Headers is null || !message.Headers.TryGetLastBytes(Header, out var given))
            return false;
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(record.Topic, message.Key, message.Value, signature);
        return CryptographicOperations.FixedTimeEquals(given, signature);
    }

    private void Compute(
        string topic, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Span<byte> signature)
    {
        var size = 3 * sizeof(int) + Encoding.UTF8.GetMaxByteCount(topic.Length)
            + key.Length + value.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var length = sizeof(int) + Encoding.UTF8.GetBytes(topic, buffer.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(buffer, length - sizeof(int));
        length += Append(buffer.AsSpan(length), key);
        length += Append(buffer.AsSpan(length), value);
        HMACSHA256.HashData(_key, buffer.AsSpan(0, length), signature);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int Append(Span<byte> buffer, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer, part.Length);
        part.CopyTo(buffer[sizeof(int)..]);
        return sizeof(int) + part.Length;
    }
}
