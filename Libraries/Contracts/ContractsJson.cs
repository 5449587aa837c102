using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.Contracts;

/// <summary>The one JSON form of messages: snake_case names, enums as words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TrackChangeConverter), typeof(PlaybackEventKindConverter)])]
[JsonSerializable(typeof(TranscodeRequested))]
[JsonSerializable(typeof(TrackChanged))]
[JsonSerializable(typeof(PlaybackEvent))]
public sealed partial class ContractsJson : JsonSerializerContext;
