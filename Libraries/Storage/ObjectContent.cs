namespace AudioStreaming.Storage;

/// <summary>An open object: what it is, and its bytes.</summary>
/// <param name="Info">The whole object.</param>
/// <param name="Stream">The bytes asked for, forward only.</param>
/// <param name="LocalPath">The file that holds the whole object, where there is one.</param>
public sealed record ObjectContent(ObjectInfo Info, Stream Stream, string? LocalPath)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
