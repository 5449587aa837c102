using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The JSON form of the charts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatsResponse))]
[JsonSerializable(typeof(ChartResponse))]
internal sealed partial class ChartsJson : JsonSerializerContext;
