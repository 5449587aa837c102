namespace AudioStreaming.Storage;

/// <summary>What is known of an object without its bytes.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Size">In bytes.</param>
/// <param name="LastModified">When it was stored (UTC).</param>
/// <param name="ETag">Changes with the content; quoted, as in the HTTP header.</param>
public sealed record ObjectInfo(string Key, long Size, DateTimeOffset LastModified, string ETag);
