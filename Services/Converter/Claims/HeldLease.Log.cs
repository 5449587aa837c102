using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Claims;

internal sealed partial class HeldLease
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Track {Track}: the lease could not be renewed")]
    private partial void NotRenewed(Exception fault, TrackId track);
}
