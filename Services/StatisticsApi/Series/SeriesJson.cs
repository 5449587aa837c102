using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>The JSON form of the series.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackStatsResponse))]
[JsonSerializable(typeof(SeriesResponse))]
internal sealed partial class SeriesJson : JsonSerializerContext;
