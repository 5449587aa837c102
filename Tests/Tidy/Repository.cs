using System.Diagnostics;

namespace AudioStreaming.Tidy.Tests;

/// <summary>The files of the project: what git tracks or would track.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, of text files only.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static IEnumerable<string> With(params string[] extensions) =>
        Files.Where(file => extensions.Contains(Path.GetExtension(file)));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "AudioStreaming.sln")))
            directory = directory.Parent
                ?? throw new InvalidOperationException("AudioStreaming.sln is not above the tests");
        return directory.FullName;
    }

    private static List<string> List()
    {
        var start = new ProcessStartInfo(
            "git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(Path.Combine(Root, file)) && IsText(file)),
        ];
    }

    private static bool IsText(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Root, file));
        Span<byte> head = stackalloc byte[4096];
        return !head[..stream.Read(head)].Contains((byte)0);
    }
}
