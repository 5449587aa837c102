using System.Text.Json.Serialization;

namespace AudioStreaming.Converter.Transcoding;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WaveformFile))]
internal sealed partial class WaveformJson : JsonSerializerContext;
