using AudioStreaming.Audio;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>What was uploaded, as it is stored.</summary>
/// <param name="Key">Of the stored object.</param>
/// <param name="Name">As the client called it.</param>
/// <param name="Format">What it is by content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes.</param>
/// <param name="ExpectedLength">Of the audio, before anybody has decoded it.</param>
internal sealed record OriginalFile(
    string Key, string Name, AudioFormat Format, long Size, byte[] Sha256,
    TimeSpan ExpectedLength);
