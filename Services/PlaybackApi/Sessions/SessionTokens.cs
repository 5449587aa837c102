using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AudioStreaming.Contracts;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// Writes and reads session tokens, so that any replica knows a session it never saw: base64url of
/// version (1 byte), key id (4), session (16), track (16), start in ms since 1970 (8), and the
/// first 16 bytes of the HMAC-SHA256 of all that.
/// </summary>
internal sealed class SessionTokens
{
    private const byte Version = 1;
    private const int KeyIdAt = 1, SessionAt = 5, TrackAt = 21, StartAt = 37, MacAt = 45;
    private const int MacSize = 16;
    private const int Size = MacAt + MacSize;

    /// <summary>Length of a token in characters.</summary>
    internal static readonly int Length = Base64Url.GetEncodedLength(Size);

    private readonly Key[] _keys;

    public SessionTokens(IOptions<SessionOptions> options) =>
        _keys = [.. options.Value.SigningKeys.Select(Key.Read)];

    public string Write(SessionToken token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var key = _keys[0];
        bytes[0] = Version;
        key.Id.CopyTo(bytes[KeyIdAt..]);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[SessionAt..], token.Session.Value);
        token.Track.Value.TryWriteBytes(bytes[TrackAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(
            bytes[StartAt..], token.StartedAt.ToUnixTimeMilliseconds());
        key.Sign(bytes[..MacAt], bytes[MacAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary><c>null</c> if one of the keys did not sign exactly this.</summary>
    public SessionToken? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != Length
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var size)
            || size != Size
            || bytes[0] != Version)
            return null;

        Span<byte> mac = stackalloc byte[MacSize];
        foreach (var key in _keys)
        {
            if (!bytes[KeyIdAt..SessionAt].SequenceEqual(key.Id)) continue;
            key.Sign(bytes[..MacAt], mac);
            if (!CryptographicOperations.FixedTimeEquals(mac, bytes[MacAt..])) continue;
            return new SessionToken(
                new SessionId(BinaryPrimitives.ReadUInt128BigEndian(bytes[SessionAt..])),
                new TrackId(new Guid(bytes[TrackAt..StartAt], bigEndian: true)),
                DateTimeOffset.FromUnixTimeMilliseconds(
                    BinaryPrimitives.ReadInt64BigEndian(bytes[StartAt..])));
        }
        return null;
    }

    private sealed record Key(byte[] Id, byte[] Secret)
    {
        public static Key Read(string base64)
        {
            var secret = Convert.FromBase64String(base64);
            var id = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes("key id"));
            return new Key(id[..(SessionAt - KeyIdAt)], secret);
        }

        public void Sign(ReadOnlySpan<byte> content, Span<byte> mac)
        {
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(Secret, content, hash);
            hash[..mac.Length].CopyTo(mac);
        }
    }
}
