using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioStreaming.Contracts;

/// <summary>In snake_case, and never as a number.</summary>
internal sealed class PlaybackEventKindConverter()
    : JsonStringEnumConverter<PlaybackEventKind>(JsonNamingPolicy.SnakeCaseLower, false);
