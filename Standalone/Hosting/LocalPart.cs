using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>A part of the local infrastructure.</summary>
/// <param name="Description">What it is, and where, for people.</param>
/// <param name="Server">What can be stopped and started; <c>null</c> where nothing runs.</param>
/// <param name="IsServingAsync">Whether it does what it is there for.</param>
public sealed record LocalPart(
    string Description, ILocalServer? Server, Func<CancellationToken, Task<bool>> IsServingAsync)
{
    public LocalPart(string description, ILocalServer server)
        : this(description, server, server.IsServingAsync)
    {
    }
}
