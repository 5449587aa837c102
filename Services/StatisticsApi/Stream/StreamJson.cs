using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>The JSON form of what is pushed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatsChanged))]
internal sealed partial class StreamJson : JsonSerializerContext;
