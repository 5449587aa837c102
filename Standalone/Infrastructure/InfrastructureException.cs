namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// A part could not start. The message is one sentence for people, with the cure.
/// </summary>
public sealed class InfrastructureException(string message, Exception? inner = null)
    : Exception(message, inner);
