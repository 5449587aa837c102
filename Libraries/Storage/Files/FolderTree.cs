namespace AudioStreaming.Storage.Files;

/// <summary>
/// The folders below a root, made when a file needs them and removed when empty, by any number of
/// processes at once.
/// </summary>
internal sealed class FolderTree
{
    // Each fails only where another adds or removes something in just that moment.
    private const int Attempts = 100;

    // Linux' errno.
    private const int Exists = 17;
    private const int NotEmpty = 39;

    private readonly string _root;

    public FolderTree(string root)
    {
        _root = root;
        Directory.CreateDirectory(root);
    }

    /// <summary>Acts on a path whose folder someone may remove at any moment.</summary>
    public void InFolderOf(string path, Action action) => Repeat(
        () =>
        {
            DurableDirectory.Create(Path.GetDirectoryName(path)!, _root);
            action();
        },
        fault => HasMoved(fault, path));

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
            DurableDirectory.Sync(Path.GetDirectoryName(path)!);
        }
        catch (DirectoryNotFoundException)
        {
        }
        RemoveEmptyAbove(path);
    }

    public void DeleteTree(string path)
    {
        Repeat(
            () =>
            {
                if (!Directory.Exists(path)) return;
                Directory.Delete(path, recursive: true);
                DurableDirectory.Sync(Path.GetDirectoryName(path)!);
            },
            fault => fault is DirectoryNotFoundException or IOException { HResult: NotEmpty });
        RemoveEmptyAbove(path);
    }

    public static IEnumerable<FileInfo> FilesBelow(string path)
    {
        var folder = new DirectoryInfo(path);
        return folder.Exists
            ? folder.EnumerateFiles("*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = false,
            })
            : [];
    }

    private static void Repeat(Action action, Predicate<Exception> isPassing)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception fault) when (isPassing(fault) && attempt < Attempts)
            {
            }
        }
    }

    /// <summary>
    /// .NET says that the file is missing where the folder is there again when it looks for the
    /// cause; and that the folder is a file where it is gone again.
    /// </summary>
    private static bool HasMoved(Exception fault, string path) =>
        fault is DirectoryNotFoundException or FileNotFoundException
        || (fault is IOException { HResult: Exists }
            && !File.Exists(Path.GetDirectoryName(path)));

    /// <summary>Whoever loses the race against a new file leaves the folder to it.</summary>
    private void RemoveEmptyAbove(string path)
    {
        try
        {
            for (var folder = Path.GetDirectoryName(path)!;
                 folder.Length > _root.Length
                     && !Directory.EnumerateFileSystemEntries(folder).Any();
                 folder = Path.GetDirectoryName(folder)!)
                Directory.Delete(folder);
        }
        catch (IOException)
        {
        }
    }
}
