using System.Diagnostics;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>Short runs of the system's own programs.</summary>
internal static class Tool
{
    /// <summary>
    /// The start of a command line that runs the rest as another user (root only).
    /// </summary>
    public static string[] As(string? account) =>
        account is null
            ? []
            : ["setpriv", "--reuid", account, "--regid", account, "--init-groups"];

    /// <param name="purpose">For a person, after "Could not".</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="command">A program and its arguments, which may be long, or secret.</param>
    /// <exception cref="InfrastructureException">It failed; with what it said.</exception>
    public static async Task RunAsync(
        string purpose, CancellationToken cancellationToken, params string[] command)
    {
        var (code, output) = await ExecuteAsync(command, cancellationToken);
        if (code != 0)
            throw new InfrastructureException(
                $"Could not {purpose} (code {code}): {OneLine(output)}");
    }

    public static async Task<bool> SucceedsAsync(
        CancellationToken cancellationToken, params string[] command) =>
        (await ExecuteAsync(command, cancellationToken)).Code == 0;

    /// <summary>The program's path, or <c>null</c> where it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Append("/usr/bin").Append("/usr/sbin").Append("/usr/local/bin")
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    /// <summary>
    /// What was said in several lines, for a message of one: of a trace of Java's the words, not
    /// the places.
    /// </summary>
    public static string OneLine(string text) => string.Join(
        " | ",
        text.Split(['\r', '\n']).Where(line => !IsPlaceInTrace(line))
            .Select(line => line.Trim()).Where(line => line.Length > 0));

    /// <summary>Whether Java says no more with it than where it was.</summary>
    public static bool IsPlaceInTrace(string line) =>
        line.StartsWith("\tat ", StringComparison.Ordinal)
        || line.StartsWith("\t... ", StringComparison.Ordinal);

    private static async Task<(int Code, string Output)> ExecuteAsync(
        string[] command, CancellationToken cancellationToken)
    {
        // Process.Start would look in the current directory before PATH.
        var program = Find(command[0]) ?? throw new InfrastructureException(
            $"The program {command[0]} is missing here; "
            + "type: apt-get install util-linux coreutils");
        var start = new ProcessStartInfo(program, command[1..])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
