using System.Runtime.CompilerServices;

namespace AudioStreaming.Storage.Files;

/// <summary>
/// Objects as files below a directory. A write goes to a file of its own below
/// <c>.incoming</c>, on the same file system, is synced and then renamed into place.
/// </summary>
internal sealed class FileObjectStore : IObjectStore
{
    private const string Incoming = ".incoming";
    private const int CopyBuffer = 128 * 1024;

    private readonly string _root;
    private readonly FolderTree _folders;

    public FileObjectStore(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _folders = new FolderTree(_root);
    }

    public async Task PutAsync(
        string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var incoming = Path.Combine(_root, Incoming, $"{key}~{Path.GetRandomFileName()}");
        try
        {
            await using (var file = CreateIncoming(incoming))
            {
                await content.CopyToAsync(file, CopyBuffer, cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
            var path = FullPath(key);
            _folders.InFolderOf(path, () => File.Move(incoming, path, overwrite: true));
            DurableDirectory.Sync(Path.GetDirectoryName(path)!);
        }
        finally
        {
            _folders.Delete(incoming);
        }
    }

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var file = new FileInfo(FullPath(key));
        return Task.FromResult(
            file.Exists ? Describe(key, file.Length, file.LastWriteTimeUtc) : null);
    }

    public Task<ObjectContent?> OpenAsync(
        string key, ByteRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var path = FullPath(key);
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
            var info = Describe(
                key, file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
            Stream stream = range is { } part ? PartialStream.Of(file, part) : file;
            return Task.FromResult<ObjectContent?>(new ObjectContent(info, stream, path));
        }
        catch (Exception exception)
            when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<ObjectContent?>(null);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalidPrefix(prefix);
        await Task.Yield();
        var folder = FullPath(prefix[..(prefix.LastIndexOf('/') + 1)]);
        foreach (var file in FolderTree.FilesBelow(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, file.FullName).Replace('\\', '/');
            if (key.StartsWith('.') || !key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            if (await FindAsync(key, cancellationToken) is { } info) yield return info;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var path = FullPath(key);
        if (File.Exists(path))
        {
            _folders.Delete(path);
        }
        return Task.CompletedTask;
    }

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNotFolder(prefix);
        _folders.DeleteTree(FullPath(prefix.TrimEnd('/')));
        _folders.DeleteTree(FullPath($"{Incoming}/{prefix.TrimEnd('/')}"));
        return Task.CompletedTask;
    }

    public Task<int> DeleteAbandonedAsync(
        DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var file in FolderTree.FilesBelow(Path.Combine(_root, Incoming)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc >= before.UtcDateTime) continue;
            _folders.Delete(file.FullName);
            deleted++;
        }
        return Task.FromResult(deleted);
    }

    public Uri? CreateReadUrl(string key, TimeSpan lifetime, string? contentDisposition) => null;

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        var probe = Path.Combine(_root, Incoming, $"probe~{Path.GetRandomFileName()}");
        CreateIncoming(probe).Dispose();
        _folders.Delete(probe);
        return Task.CompletedTask;
    }

    private string FullPath(string key) => Path.Combine(_root, key);

    private FileStream CreateIncoming(string path)
    {
        FileStream? file = null;
        _folders.InFolderOf(path, () => file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0,
            FileOptions.Asynchronous));
        return file!;
    }

    private static ObjectInfo Describe(string key, long size, DateTime modifiedUtc) =>
        new(key, size, new DateTimeOffset(modifiedUtc), $"\"{size:x}-{modifiedUtc.Ticks:x}\"");
}
