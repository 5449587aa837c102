using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Passes;

/// <summary>What every pass needs of its host.</summary>
public sealed record PassServices(
    TimeProvider Time, DefaultsTelemetry Telemetry, ILoggerFactory Loggers);
