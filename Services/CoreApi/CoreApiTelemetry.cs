using System.Diagnostics;

namespace AudioStreaming.CoreApi;

/// <summary>What the service tells of itself.</summary>
internal static class CoreApiTelemetry
{
    public const string Name = "AudioStreaming.CoreApi";

    public static ActivitySource Source { get; } = new(Name);
}
