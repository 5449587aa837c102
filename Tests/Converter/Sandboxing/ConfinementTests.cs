using System.Net;
using System.Net.Sockets;
using AudioStreaming.Converter.Sandboxing;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Sandboxing;

/// <summary>
/// What a child cannot reach, tried with a shell and with ffmpeg itself, for a service that runs as
/// root and for one that does not.
/// </summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public static TheoryData<bool> Users => SandboxRunner.Users;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Users))]
    public async Task EveryLayer_OnThisMachine_IsInForce(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);
        string[] wanted = ["limits", "dies with the service", "no files", "no sockets"];

        Assert.Empty(wanted.Except(await sandbox.LayersAsync()));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Child_IsNoOneAndCanGainNothing(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);

        var user = await sandbox.RunAsync("setpriv", "--dump");
        var change = await sandbox.ScriptAsync("chroot / true && echo gained");

        Assert.Matches("^uid: [1-9]", user);
        Assert.Contains("no_new_privs: 1", user);
        Assert.DoesNotContain("gained", change);
    }

    /// <summary>Files that everybody may read, and those of the service itself.</summary>
    [Theory]
    [MemberData(nameof(Users))]
    public async Task Child_Files_CannotBeReadListedOrMade(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);
        var open = Path.Combine(_directory.Path, "open");
        await File.WriteAllTextAsync(open, "canary", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(open, (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_111_111);
        var own = $"/proc/{Environment.ProcessId}";

        foreach (var file in (string[])[open, "/etc/passwd", $"{own}/environ", $"{own}/maps"])
        {
            var answer = await sandbox.ScriptAsync($"read -r line < {file} && echo $line");
            Assert.EndsWith($"{file}: Permission denied\n", answer);
        }
        foreach (var folder in (string[])[_directory.Path, "/", "/tmp", "/etc", own])
            Assert.Contains("denied", await sandbox.ScriptAsync($"ls {folder}"));
        await sandbox.ScriptAsync($"echo more >> {open}; echo new > {_directory.Path}/new");

        Assert.Equal(
            "canary", await File.ReadAllTextAsync(open, TestContext.Current.CancellationToken));
        Assert.Equal([open], Directory.GetFiles(_directory.Path));
    }

    /// <summary>Even if it were talked into it: the options that forbid it are left out.</summary>
    [Theory]
    [MemberData(nameof(Users))]
    public async Task Ffmpeg_ToldToReadAnotherFile_CannotOpenIt(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);
        var path = Path.Combine(_directory.Path, "music.wav");
        File.Copy(await TestAudio.WavAsync(1), path);
        var script = Path.Combine(_directory.Path, "music.ffconcat");
        await File.WriteAllTextAsync(
            script, $"ffconcat version 1.0\nfile '{path}'\n",
            TestContext.Current.CancellationToken);

        foreach (var input in (string[])[path, script, $"concat:{path}|{path}"])
        {
            string[] read = ["-v", "error", "-safe", "0", "-i", input, "-f", "null", "-"];
            string[] arguments = input == script ? read : [.. read[..2], .. read[4..]];
            // The same is well outside.
            await TestAudio.FfmpegAsync(arguments);
            Assert.Contains("denied", await sandbox.RunAsync("ffmpeg", arguments));
        }
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Ffmpeg_ToldToUseTheNetwork_CannotOpenASocket(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        foreach (var url in (string[])[$"http://127.0.0.1:{port}/", $"tcp://127.0.0.1:{port}"])
            Assert.Contains(
                "not permitted",
                await sandbox.RunAsync("ffmpeg", "-v", "error", "-i", url, "-f", "null", "-"));
        Assert.False(listener.Pending());
        foreach (var way in (string[])["tcp", "udp"])
            Assert.Contains(
                "not permitted",
                await sandbox.ScriptAsync($"exec 3<>/dev/{way}/127.0.0.1/{port} && echo open"));
        Assert.False(listener.Pending());
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Child_Signals_DoNotReachTheService(bool asRoot)
    {
        using var sandbox = new SandboxRunner(new SandboxOptions(), asRoot);

        var answer = await sandbox.ScriptAsync($"kill -0 {Environment.ProcessId} && echo reached");

        Assert.DoesNotContain("reached", answer);
    }
}
