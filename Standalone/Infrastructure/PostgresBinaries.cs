using System.Globalization;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>Debian keeps every major version of PostgreSQL in a directory of its own.</summary>
internal static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <param name="version">
    /// The major version wanted; <c>null</c> for the highest there is.
    /// </param>
    /// <param name="cluster">The data, for the message.</param>
    /// <exception cref="InfrastructureException">There is none, or not that version.</exception>
    public static string Find(string? version, string cluster)
    {
        var found = version is null ? Highest() ?? FromPath() : Of(version);
        return found ?? throw new InfrastructureException(version is null
            ? "PostgreSQL is not installed; type: apt-get install postgresql"
            : $"The data in {cluster} were written by PostgreSQL {version}, which is not "
              + "installed; " +
              $"type: apt-get install postgresql-{version}");
    }

    private static string? Highest() =>
        !Directory.Exists(Debian)
            ? null
            : Directory.EnumerateDirectories(Debian)
                .Where(directory => HasServer(Path.Combine(directory, "bin")))
                .OrderByDescending(directory => int.TryParse(
                    Path.GetFileName(directory), CultureInfo.InvariantCulture, out var number)
                        ? number
                        : 0)
                .Select(directory => Path.Combine(directory, "bin"))
                .FirstOrDefault();

    private static string? Of(string version)
    {
        var directory = Path.Combine(Debian, version, "bin");
        return HasServer(directory) ? directory : FromPath();
    }

    /// <summary>Elsewhere than on Debian; a wrong version is named by the server itself.</summary>
    private static string? FromPath()
    {
        if (Directory.Exists(Debian) || Tool.Find("postgres") is not { } program) return null;
        var directory = Path.GetDirectoryName(program)!;
        return HasServer(directory) ? directory : null;
    }

    private static bool HasServer(string directory) =>
        File.Exists(Path.Combine(directory, "postgres")) &&
        File.Exists(Path.Combine(directory, "initdb"));
}
