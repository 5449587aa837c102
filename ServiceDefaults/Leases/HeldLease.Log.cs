using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Leases;

public sealed partial class HeldLease
{
    [LoggerMessage(LogLevel.Warning, "The lease of {Held} could not be renewed")]
    private partial void LogNotRenewed(Exception fault, string held);
}
