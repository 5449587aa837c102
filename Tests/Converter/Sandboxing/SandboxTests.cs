using System.Net;
using System.Net.Sockets;
using System.Text;
using AudioStreaming.Converter.Sandboxing;
using AudioStreaming.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Tests.Sandboxing;

/// <summary>What a child cannot do, tried with a shell in ffmpeg's place.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly ProcessLauncher _launcher = new();
    private readonly TestDirectory _directory = new();

    public void Dispose()
    {
        _launcher.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Child_OfRoot_IsAnotherUserAndCannotReadPrivateFiles()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the service does not run as root here");
        var secret = Path.Combine(_directory.Path, "secret");
        await File.WriteAllTextAsync(secret, "secret", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);

        var output = await RunAsync($"id -u; cat {secret}; grep CapEff /proc/self/status");

        Assert.StartsWith("65534\n", output);
        Assert.DoesNotContain("secret", output);
        Assert.Contains("0000000000000000", output);
    }

    [Fact]
    public async Task Child_Network_IsNotThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var connect = $"exec 3<>/dev/tcp/127.0.0.1/{port} && echo connected || echo refused";
        Assert.SkipUnless(await HasAsync("no network"), "namespaces are not permitted here");

        Assert.Contains("refused", await RunAsync(connect));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Child_Writing_LeavesNoFileWithContent()
    {
        var shared = Path.Combine(_directory.Path, "shared");
        Directory.CreateDirectory(shared);
        File.SetUnixFileMode(shared, (UnixFileMode)511);
        var target = Path.Combine(shared, "file");

        await RunAsync($"echo content > {target}");

        Assert.Equal(0, File.Exists(target) ? new FileInfo(target).Length : 0);
    }

    [Fact]
    public async Task Child_Environment_HoldsNoSetting()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__canary", "canary");
        var output = await RunAsync("env");
        Environment.SetEnvironmentVariable("ConnectionStrings__canary", null);

        Assert.DoesNotContain("canary", output);
    }

    [Fact]
    public async Task Child_OverItsProcessorTime_IsEnded()
    {
        var sandbox = Create(new SandboxOptions { CpuTime = TimeSpan.FromSeconds(1) });
        await using var child = await sandbox.StartAsync(
            "bash", ["-c", "while :; do :; done"], TestContext.Current.CancellationToken);

        Assert.Equal(SandboxEnd.OutOfTime, (await child.EndAsync()).End);
    }

    [Fact]
    public async Task Child_OverItsWallTime_IsEnded()
    {
        var sandbox = Create(new SandboxOptions { WallTime = TimeSpan.FromSeconds(1) });
        await using var child = await sandbox.StartAsync(
            "bash", ["-c", "read -r line"], TestContext.Current.CancellationToken);

        Assert.Equal(SandboxEnd.OutOfTime, (await child.EndAsync()).End);
    }

    [Fact]
    public async Task Child_OverItsMemory_IsRefusedMore()
    {
        var output = await RunAsync(
            "head -c 1500000000 /dev/zero | tail -c 1400000000 | wc -c; echo over");

        Assert.DoesNotContain("1400000000", output);
    }

    [Fact]
    public async Task Child_WhoseSourceFails_TellsTheFault()
    {
        var sandbox = Create(new SandboxOptions());
        await using var child = await sandbox.StartAsync(
            "cat", [], TestContext.Current.CancellationToken);
        child.Feed(new FailingStream());

        await child.Output.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => child.EndAsync());
    }

    private async Task<string> RunAsync(string script)
    {
        await using var child = await Create(new SandboxOptions()).StartAsync(
            "bash", ["-c", script], TestContext.Current.CancellationToken);
        child.Feed(Stream.Null);
        using var output = new MemoryStream();
        await child.Output.CopyToAsync(output, TestContext.Current.CancellationToken);
        await child.EndAsync();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private async Task<bool> HasAsync(string layer) =>
        (await Create(new SandboxOptions()).LayersAsync()).Any(found => found.Name == layer);

    private Sandbox Create(SandboxOptions options) =>
        new(Options.Create(options), _launcher, NullLogger<Sandbox>.Instance);

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("the storage failed");
    }
}
