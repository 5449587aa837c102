using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Series;
using AudioStreaming.StatisticsApi.Stream;

namespace AudioStreaming.StatisticsApi;

/// <summary>The JSON form of the answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatsResponse))]
[JsonSerializable(typeof(ChartResponse))]
[JsonSerializable(typeof(StatsChanged))]
[JsonSerializable(typeof(TrackStatsResponse))]
[JsonSerializable(typeof(SeriesResponse))]
internal sealed partial class StatisticsJson : JsonSerializerContext;
