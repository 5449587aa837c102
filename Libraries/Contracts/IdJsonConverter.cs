using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.Contracts;

/// <summary>Writes a typed id as the JSON string that it parses from, straight from the
/// bytes.</summary>
public sealed class IdJsonConverter<T> : JsonConverter<T> where T : struct, IUtf8SpanParsable<T>
{
    private const int MaxLength = 64;

    public override T Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var length = reader.HasValueSequence
            ? reader.ValueSequence.Length
            : reader.ValueSpan.Length;
        if (reader.TokenType != JsonTokenType.String || length > MaxLength) throw NotAnId();
        Span<byte> text = stackalloc byte[MaxLength];
        return T.TryParse(text[..reader.CopyString(text)], null, out var id) ? id : throw NotAnId();
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    private static JsonException NotAnId() => new($"not a {typeof(T).Name}");
}
