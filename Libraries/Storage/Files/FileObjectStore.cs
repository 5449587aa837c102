using System.Runtime.CompilerServices;

namespace AudioStreaming.Storage.Files;

/// <summary>
/// Objects as files below a directory. A write goes to a file of its own in <see
/// cref="IncomingFolder"/>, on the same file system, is synced and then renamed into place.
/// </summary>
internal sealed class FileObjectStore : IObjectStore
{
    private const int CopyBuffer = 128 * 1024;

    private readonly string _root;
    private readonly FolderTree _folders;
    private readonly IncomingFolder _incoming;

    public FileObjectStore(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _folders = new FolderTree(_root);
        _incoming = new IncomingFolder(Path.Combine(_root, ".incoming"));
    }

    public async Task PutAsync(
        string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var incoming = _incoming.NewPath(key);
        try
        {
            await using (var file = IncomingFolder.Create(incoming))
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
            File.Delete(incoming);
        }
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
            file.Refresh();
            if (file.Exists) yield return Describe(key, file.Length, file.LastWriteTimeUtc);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        _folders.Delete(FullPath(key));
        return Task.CompletedTask;
    }

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNotFolder(prefix);
        _folders.DeleteTree(FullPath(prefix.TrimEnd('/')));
        _incoming.DeleteOf(prefix);
        return Task.CompletedTask;
    }

    public Task<int> DeleteAbandonedAsync(
        DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult(_incoming.DeleteOlderThan(before, cancellationToken));

    public Uri? CreateReadUrl(string key, TimeSpan lifetime, string? contentDisposition) => null;

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        var probe = _incoming.NewPath("probe");
        IncomingFolder.Create(probe).Dispose();
        File.Delete(probe);
        return Task.CompletedTask;
    }

    private string FullPath(string key) => Path.Combine(_root, key);

    private static ObjectInfo Describe(string key, long size, DateTime modifiedUtc) =>
        new(key, size, new DateTimeOffset(modifiedUtc), $"\"{size:x}-{modifiedUtc.Ticks:x}\"");
}
