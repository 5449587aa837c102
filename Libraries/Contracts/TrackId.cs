using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AudioStreaming.Contracts;

/// <summary>A track's id: a UUID version 7, so that ids sort by the time of upload.</summary>
[JsonConverter(typeof(ParsableJsonConverter<TrackId>))]
public readonly record struct TrackId(Guid Value) : IParsable<TrackId>
{
    public static TrackId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    public static TrackId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("not a track id");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, out TrackId result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new TrackId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
