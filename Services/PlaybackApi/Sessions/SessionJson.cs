using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.PlaybackApi.Sessions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionStatus))]
[JsonSerializable(typeof(PlayResponse))]
internal sealed partial class SessionJson : JsonSerializerContext
{
    /// <summary>Names in lower case, and no numbers.</summary>
    internal sealed class ActivityConverter()
        : JsonStringEnumConverter<SessionActivity>(JsonNamingPolicy.SnakeCaseLower, false);
}
