using AudioStreaming.Audio;

namespace AudioStreaming.CoreApi.Uploads;

/// <param name="Key">Of the stored object.</param>
/// <param name="Name">As the client called it.</param>
/// <param name="Format">What it is by content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes.</param>
/// <param name="Tags">What it says of itself.</param>
internal sealed record StoredFile(
    string Key, string Name, AudioFormat Format, long Size, byte[] Sha256, AudioTags Tags);
