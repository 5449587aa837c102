using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// What nobody foresaw: one sentence for the person, and a file with the rest for whoever helps.
/// </summary>
internal static class StartError
{
    private const string FileName = "start-error.log";

    /// <summary>Writes the file, into the data directory if that takes it.</summary>
    /// <returns>The sentence.</returns>
    public static string Describe(Exception exception, string dataDirectory)
    {
        var file = new[] { dataDirectory, Path.GetTempPath() }
            .Select(directory => Path.GetFullPath(Path.Combine(directory, FileName)))
            .FirstOrDefault(file => TryWrite(file, exception));
        return $"Something unforeseen failed: {Tool.OneLine(exception.Message).TrimEnd('.')} "
            + (file is null ? $"({exception.GetType()})." : $"(the details are in {file}).");
    }

    private static bool TryWrite(string file, Exception exception)
    {
        try
        {
            File.WriteAllText(file, $"{exception}\n");
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
