namespace AudioStreaming.Storage.Files;

/// <summary>
/// Where files are written before they get their place. Flat, and never removed while empty:
/// folders that one writer makes and another removes would fail both.
/// </summary>
internal sealed class IncomingFolder(string path)
{
    // Of the 255 bytes that a name can have, the rest is for what makes it unique.
    private const int LongestName = 200;

    // Neither can be in a key.
    private const char Slash = '!';
    private const char Mark = '~';

    /// <summary>A path that nobody else will ever use, by which the key can be told.</summary>
    public string NewPath(string key)
    {
        var name = Flat(key);
        return Path.Combine(
            path, $"{name[..Math.Min(name.Length, LongestName)]}{Mark}{Path.GetRandomFileName()}");
    }

    public static FileStream Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new FileStream(
            file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0,
            FileOptions.Asynchronous);
    }

    /// <summary>
    /// Deletes what killed writers of a folder left; of names too long to tell, age will.
    /// </summary>
    public void DeleteOf(string prefix)
    {
        var name = Flat(prefix);
        if (name.Length > LongestName) return;
        foreach (var file in FolderTree.FilesBelow(path))
        {
            if (file.Name.StartsWith(name, StringComparison.Ordinal)) file.Delete();
        }
    }

    /// <returns>How many were deleted.</returns>
    public int DeleteOlderThan(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var file in FolderTree.FilesBelow(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc >= moment.UtcDateTime) continue;
            file.Delete();
            deleted++;
        }
        return deleted;
    }

    private static string Flat(string key) => key.Replace('/', Slash);
}
