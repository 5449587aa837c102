using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.AppHost.Tests;

/// <summary>The AppHost as a person starts it, and all that it starts.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const string Program = "AudioStreaming.AppHost";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _data;
    private readonly ConcurrentQueue<string> _output = new();
    private IReadOnlyList<string> _sockets = [];

    private AppHostProcess(Process process, string data)
    {
        (_process, _data) = (process, data);
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Of the program itself, which <c>dotnet run</c> has started.</summary>
    public int Id => Family().First(id => CommandLine(id).Contains($"/{Program}"));

    public string Output => string.Join('\n', _output);

    /// <param name="data">The data directory; its path is also how its processes are told.</param>
    /// <param name="options">More options.</param>
    public static AppHostProcess Start(string data, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "run", "--project", Path.Combine(Repository.Root, "AppHost"), "--no-build",
            "-c", Repository.Configuration, "--", $"--data={data}", .. options,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Handed on to every child.
            Environment = { ["AUDIO_STREAMING_TEST"] = data },
        };
        // What the AppHost has set if it ran in this process before.
        foreach (var name in start.Environment.Keys.Where(IsOfAspire).ToList())
            start.Environment.Remove(name);
        // The graph's own test is for a real one.
        start.Environment.Remove("KAFKA_HOME");
        return new AppHostProcess(Process.Start(start)!, data);
    }

    /// <summary>Waits until the page is healthy.</summary>
    public async Task HealthyAsync(int port)
    {
        using var http = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(_process.HasExited, Output);
                var answered = false;
                await Record.ExceptionAsync(async () => answered =
                    (await http.GetAsync($"http://localhost:{port}/health")).IsSuccessStatusCode);
                return answered;
            },
            "the page is healthy", Patience);
        // Redis shows its socket and nothing else.
        _sockets =
        [
            .. from record in Directory.EnumerateFiles(_data, "*.child")
               let text = JsonDocument.Parse(File.ReadAllText(record)).RootElement
               select text.GetProperty("Sockets").GetString(),
        ];
        Assert.NotEmpty(_sockets);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Waits until nothing of it is left.</summary>
    public Task GoneAsync() => Eventually.TrueAsync(
        () => !Family().Any(),
        "all that it started ends as well", Patience);

    public async ValueTask DisposeAsync()
    {
        foreach (var id in Family().ToList())
        {
            using var process = Find(id);
            process?.Kill();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsOfAspire(string name) =>
        name.StartsWith("ASPIRE_") || name.StartsWith("ASPNETCORE_") || name.StartsWith("OTEL_");

    /// <summary>
    /// All processes that have the data directory in their variables, or it or a socket's directory
    /// in their command line.
    /// </summary>
    private IEnumerable<int> Family() =>
        from directory in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(directory), out _)
        let id = int.Parse(Path.GetFileName(directory))
        where id != Environment.ProcessId
            && (CommandLine(id).Contains(_data) || Read(id, "environ").Contains(_data)
                || _sockets.Any(CommandLine(id).Contains))
        select id;

    private static string CommandLine(int id) => Read(id, "cmdline");

    private static string Read(int id, string name)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes($"/proc/{id}/{name}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // Gone, or another user's.
        }
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
