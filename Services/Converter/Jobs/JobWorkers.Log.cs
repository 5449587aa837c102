using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobWorkers
{
    [LoggerMessage(LogLevel.Warning, "Track {Track}: the job's outcome could not be written")]
    private partial void LogNotCompleted(Exception fault, TrackId track);
}
