namespace AudioStreaming.Converter.Sandboxing;

internal enum SandboxEnd
{
    Success,

    /// <summary>It gave up on its input.</summary>
    Failure,

    /// <summary>A signal from outside, or a crash.</summary>
    Killed,

    /// <summary>The limit of wall or processor time.</summary>
    OutOfTime,
}
