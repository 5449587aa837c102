using System.Security.Cryptography;

namespace AudioStreaming.Testing;

/// <summary>A fresh directory that every system account can enter, removed at the end.</summary>
public sealed class TestDirectory : IDisposable
{
    // Not Directory.CreateTempSubdirectory: its mode is 700.
    public string Path { get; } = Directory.CreateDirectory(
        $"/tmp/audio-streaming-test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}")
        .FullName;

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
