namespace AudioStreaming.Converter.Sandboxing;

/// <param name="End">How the child ended.</param>
/// <param name="Code">Above 128: that, and the signal that ended it.</param>
/// <param name="Errors">The last of what it wrote to stderr.</param>
internal sealed record SandboxExit(SandboxEnd End, int Code, string Errors);
