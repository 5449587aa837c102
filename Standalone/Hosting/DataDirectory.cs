using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// The directory of one instance, held against a second one as long as it is open.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string Redis => System.IO.Path.Combine(Path, "redis");

    public string Kafka => System.IO.Path.Combine(Path, "kafka");

    public string Objects => System.IO.Path.Combine(Path, "objects");

    public string Secrets => System.IO.Path.Combine(Path, "secrets.json");

    /// <exception cref="InfrastructureException">
    /// Another instance holds it, or it cannot be made.
    /// </exception>
    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            // Sharing none is flock(2): the system lets go of it however the process ends.
            return new DataDirectory(full, new FileStream(
                System.IO.Path.Combine(full, "lock"),
                FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (DiskFault.IsHeld(exception))
        {
            throw new InfrastructureException(
                $"Another instance already runs on {full}; stop it, or {DiskFault.ChooseData}.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var sentence = FileInTheWay(full) is { } file
                ? $"{file} is a file, not a directory; {DiskFault.ChooseData}."
                : DiskFault.Find(full, DiskFault.ChooseData, exception)
                    ?? $"{full} cannot be used ({exception.Message.TrimEnd('.')}); "
                        + $"{DiskFault.ChooseData}.";
            throw new InfrastructureException(sentence, exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string? FileInTheWay(string? path)
    {
        while (path is not null && !File.Exists(path)) path = System.IO.Path.GetDirectoryName(path);
        return path;
    }
}
