using Npgsql;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// What the system's refusal to write means for a person, and what helps. It comes as an error
/// number, or as the words of a server or a program that met it.
/// </summary>
internal static class DiskFault
{
    /// <summary>The cure where the place is the person's choice.</summary>
    public const string ChooseData = "choose another directory with --data";

    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const long NextToNothing = 1024 * 1024;

    // Linux, macOS; Windows' sharing violation.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];
    private static readonly int[] Full =
    [
        NoSpace, OperatingSystem.IsMacOS() ? 69 : 122,
        unchecked((int)0x80070070),
    ];

    /// <summary>Whether another process holds the file.</summary>
    public static bool IsHeld(IOException exception) => Held.Contains(exception.HResult);

    /// <summary>Runs what writes, and says what a refusal means.</summary>
    /// <param name="path">Where it writes.</param>
    /// <param name="cure">What a person can do, besides making room.</param>
    /// <param name="write">Does it.</param>
    /// <exception cref="InfrastructureException">It was refused.</exception>
    public static async Task ExplainAsync(string path, string cure, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (Find(path, cure, exception) is { } sentence)
        {
            throw new InfrastructureException(sentence, exception);
        }
    }

    /// <returns>A sentence; <c>null</c> if it is something else.</returns>
    public static string? Find(string path, string cure, Exception exception)
    {
        if (exception is IOException { HResult: var number } && Full.Contains(number)
            || exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
            || Says(exception, "No space left on device")
            || Says(exception, "Disk quota exceeded"))
            return IsFull(path, cure);
        if (exception is IOException { HResult: ReadOnly }
            || Says(exception, "Read-only file system"))
            return $"{path} lies on a read-only file system; {cure}.";
        return exception is UnauthorizedAccessException || Says(exception, "Permission denied")
            ? $"{path} cannot be written to by this user; {cure}."
            : null;
    }

    /// <summary>A server that fails where nothing can be written cannot even say so.</summary>
    public static string? FindFull(string path, string cure)
    {
        try
        {
            return new DriveInfo(path).AvailableFreeSpace < NextToNothing
                ? IsFull(path, cure)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string IsFull(string path, string cure) =>
        $"The disk that holds {path} is full; make room on it, or {cure}.";

    private static bool Says(Exception exception, string words) =>
        exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
