using System.Text;
using AudioStreaming.Converter.Sandboxing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Tests.Sandboxing;

/// <summary>Runs programs as the converter runs ffmpeg.</summary>
internal sealed class SandboxRunner : IDisposable
{
    private readonly Sandbox _sandbox;

    /// <param name="options">Limits.</param>
    /// <param name="asRoot">False for a service that runs as any other user.</param>
    public SandboxRunner(SandboxOptions options, bool asRoot)
    {
        var layers = SandboxLayer.All(options, privileged: asRoot);
        if (Environment.IsPrivilegedProcess && !asRoot) layers = layers.Prepend(OtherUser.Layer);
        _sandbox = new Sandbox(
            Options.Create(options), NullLogger<Sandbox>.Instance, [.. layers]);
    }

    /// <summary>
    /// How the service can run on this machine: as root, if the tests do, and as another.
    /// </summary>
    public static TheoryData<bool> Users =>
        Environment.IsPrivilegedProcess ? [true, false] : [false];

    public void Dispose() => _sandbox.Dispose();

    public async Task<IReadOnlyList<string>> LayersAsync() =>
        [.. (await _sandbox.LayersAsync()).Select(layer => layer.Name)];

    public Task<SandboxedProcess> StartAsync(string program, params string[] arguments) =>
        _sandbox.StartAsync(program, arguments, TestContext.Current.CancellationToken);

    /// <returns>All that a script of bash printed, its errors included.</returns>
    public Task<string> ScriptAsync(string script) =>
        RunAsync("bash", "-c", $"exec 2>&1; {script}");

    /// <returns>What the program printed, then its errors.</returns>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using var child = await StartAsync(program, arguments);
        child.Feed(Stream.Null);
        using var output = new MemoryStream();
        await child.Output.CopyToAsync(output, TestContext.Current.CancellationToken);
        var exit = await child.EndAsync();
        return Encoding.UTF8.GetString(output.ToArray()) + exit.Errors;
    }
}
