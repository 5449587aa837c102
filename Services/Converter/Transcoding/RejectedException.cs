namespace AudioStreaming.Converter.Transcoding;

/// <summary>The file itself is at fault: trying again would change nothing.</summary>
/// <param name="reason">Shown to who uploaded it: a whole sentence.</param>
/// <param name="cause">A short name for telemetry, such as <c>too_long</c>.</param>
internal sealed class RejectedException(string reason, string cause) : Exception(reason)
{
    public string Cause { get; } = cause;
}
