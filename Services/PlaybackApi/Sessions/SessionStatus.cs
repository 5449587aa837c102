namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>The answer of <c>/ping</c> and <c>/stop</c>.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
public sealed record SessionStatus(string Status)
{
    internal static readonly SessionStatus Ok = new("ok");
}
