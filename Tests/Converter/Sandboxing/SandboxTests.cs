using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Tests.Sandboxing;

/// <summary>How much a child may use, tried with a shell in ffmpeg's place.</summary>
public class SandboxTests
{
    [Fact]
    public async Task Child_Environment_HoldsNoSetting()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__canary", "canary");
        using var sandbox = Create(new SandboxOptions());
        var output = await sandbox.RunAsync("env");
        Environment.SetEnvironmentVariable("ConnectionStrings__canary", null);

        Assert.DoesNotContain("canary", output);
    }

    [Fact]
    public async Task Child_OverItsProcessorTime_IsEnded()
    {
        using var sandbox = Create(new SandboxOptions { CpuTime = TimeSpan.FromSeconds(1) });
        await using var child = await sandbox.StartAsync("bash", "-c", "while :; do :; done");

        Assert.Equal(SandboxEnd.OutOfTime, (await child.EndAsync()).End);
    }

    [Fact]
    public async Task Child_OverItsWallTime_IsEnded()
    {
        using var sandbox = Create(new SandboxOptions { WallTime = TimeSpan.FromSeconds(1) });
        await using var child = await sandbox.StartAsync("bash", "-c", "read -r line");

        Assert.Equal(SandboxEnd.OutOfTime, (await child.EndAsync()).End);
    }

    [Theory]
    [InlineData(256, false)]
    [InlineData(2_048, true)]
    public async Task Child_OverItsMemory_IsRefusedMore(int megabytes, bool suffices)
    {
        using var sandbox = Create(new SandboxOptions { MemoryMegabytes = megabytes });

        var output = await sandbox.ScriptAsync(
            "printf -v text '%*s' 300000000 ''; echo ${#text}");

        Assert.Equal(suffices, output.Contains("300000000"));
    }

    [Fact]
    public async Task Child_WhoseSourceFails_TellsTheFault()
    {
        using var sandbox = Create(new SandboxOptions());
        await using var child = await sandbox.StartAsync("cat");
        child.Feed(new FailingStream());

        await child.Output.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => child.EndAsync());
    }

    private static SandboxRunner Create(SandboxOptions options) =>
        new(options, Environment.IsPrivilegedProcess);

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("the storage failed");
    }
}
