using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Testing;

/// <summary>
/// A service as a process of its own on a free port, to be killed, stopped and replaced.
/// </summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Received(line.Data);
        process.ErrorDataReceived += (_, line) => Received(line.Data);
        Exited = process.WaitForExitAsync();
    }

    public Uri BaseAddress => _address.Task.Result;

    public int ProcessId => _process.Id;

    /// <summary>Completes when the process has ended, however.</summary>
    public Task Exited { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>All it has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <param name="projectName">
    /// As the project file's name: <c>CoreApi</c>, <c>Converter</c>…
    /// </param>
    /// <param name="settings">Configuration, with colons: <c>ConnectionStrings:redis</c>.</param>
    /// <param name="address">Where to listen; any free port by default.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    /// <exception cref="TimeoutException">It runs, and does not listen.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string projectName, IReadOnlyDictionary<string, string> settings, Uri? address = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, $"AudioStreaming.{projectName}.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address?.ToString() ?? "http://127.0.0.1:0",
                // Fault points are bound in Development only.
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__")] = value;

        var service = new ServiceProcess(Process.Start(start)!);
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        var first = await Task.WhenAny(
            service._address.Task, service.Exited, Task.Delay(StartLimit));
        if (first == service._address.Task) return service;
        await service.DisposeAsync();
        throw first == service.Exited
            ? new InvalidOperationException($"{projectName} ended:\n{service.Output}")
            : new TimeoutException(
                $"{projectName} does not listen after {StartLimit}:\n{service.Output}");
    }

    /// <summary>Asks for what it may die of; then nobody knows what became of it.</summary>
    /// <returns>Whether it answered.</returns>
    public async Task<bool> TryAsync(Func<HttpClient, Task> request)
    {
        using var client = new HttpClient { BaseAddress = BaseAddress };
        try
        {
            await request(client);
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            // .NET lets the latter through where it dies just while the connection is made.
            return false;
        }
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return Exited;
    }

    /// <summary>SIGTERM; completes when the service has ended in its own time.</summary>
    /// <exception cref="InvalidOperationException">It goes on.</exception>
    public async Task TerminateAsync()
    {
        Signal(Standalone.Infrastructure.Signal.Terminate);
        if (await Task.WhenAny(Exited, Task.Delay(StopLimit)) != Exited)
            throw new InvalidOperationException($"SIGTERM did not end it:\n{Output}");
    }

    public void Signal(Signal signal)
    {
        if (!_process.HasExited) Signals.Send(_process.Id, signal);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Received(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(
        @"Now listening on: (http://\S+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
