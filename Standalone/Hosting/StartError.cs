using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// Why a start failed: one sentence for the person, and of what nobody foresaw a file with the rest
/// for whoever helps.
/// </summary>
public static class StartError
{
    private const string FileName = "start-error.log";

    /// <summary>
    /// The sentence; of what nobody foresaw a file as well, in the data directory if that takes it.
    /// </summary>
    public static string Describe(Exception exception, string dataDirectory)
    {
        if (exception is InfrastructureException) return Tool.OneLine(exception.Message);
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
