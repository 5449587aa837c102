using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace AudioStreaming.Contracts;

/// <summary>
/// A session's id: 128 random bits, written as 32 lower-case hexadecimal digits. It lives for one
/// play of one track, so that two plays by one browser cannot be linked.
/// </summary>
[JsonConverter(typeof(ParsableJsonConverter<SessionId>))]
public readonly record struct SessionId(UInt128 Value) : IParsable<SessionId>
{
    private const int Digits = 32;

    public static SessionId New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new SessionId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public static SessionId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("not a session id");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId result)
    {
        result = default;
        if (s is not { Length: Digits }
            || !UInt128.TryParse(s, NumberStyles.AllowHexSpecifier, null, out var value))
            return false;
        result = new SessionId(value);
        return true;
    }

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
