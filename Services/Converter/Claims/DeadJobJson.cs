using System.Text.Json.Serialization;

namespace AudioStreaming.Converter.Claims;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadJob))]
internal sealed partial class DeadJobJson : JsonSerializerContext;
