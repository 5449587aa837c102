using AudioStreaming.Storage.Files;
using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests;

public sealed class FolderTreeTests
{
    /// <summary>Gone when the file is opened, back when .NET looks for the cause.</summary>
    [Fact]
    public void InFolderOf_AFolderThatWentAndCame_ActsOnceMore()
    {
        using var directory = new TestDirectory();
        var path = Path.Combine(directory.Path, "hls", "segment");
        var tries = 0;
        new FolderTree(directory.Path).InFolderOf(path, () =>
        {
            if (++tries == 1) throw new FileNotFoundException(null, path);
            File.WriteAllBytes(path, []);
        });
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void InFolderOf_AFileThatIsMissing_SaysSo()
    {
        using var directory = new TestDirectory();
        var path = Path.Combine(directory.Path, "hls", "segment");
        Assert.Throws<FileNotFoundException>(() => new FolderTree(directory.Path).InFolderOf(
            path, () => File.Move(Path.Combine(directory.Path, "missing"), path)));
    }
}
