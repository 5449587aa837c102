namespace AudioStreaming.Storage;

/// <summary>A part of an object.</summary>
/// <param name="From">First byte, from 0.</param>
/// <param name="Length">Number of bytes, at least 1.</param>
public readonly record struct ByteRange(long From, long Length);
