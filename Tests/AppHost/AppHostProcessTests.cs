using System.Net;
using System.Net.Sockets;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.AppHost.Tests;

/// <summary>Nothing is left behind, however it ends; and a start that fails says why.</summary>
public sealed class AppHostProcessTests : IDisposable
{
    private const int Failure = 1;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task AppHost_KilledAndStartedAgainAndStopped_LeavesNoProcess()
    {
        var port = FreePort.Find();
        await using (var killed = AppHostProcess.Start(
            _directory.Path, $"--port={port}", "--Infrastructure=local"))
        {
            await killed.HealthyAsync(port);
            Signals.Send(killed.Id, Signal.Kill);
            await killed.GoneAsync();
        }

        await using var stopped = AppHostProcess.Start(
            _directory.Path, $"--port={port}", "--Infrastructure=local");
        await stopped.HealthyAsync(port);
        Signals.Send(stopped.Id, Signal.Terminate);
        Assert.Equal(0, await stopped.ExitCodeAsync());
        await stopped.GoneAsync();
    }

    [Theory]
    [InlineData(
        "--port=taken", "Port taken is taken; choose another with --port (0 takes any free one).")]
    [InlineData("--port=none", "--port needs a number from 0 to 65535.")]
    [InlineData(
        "--Infrastructure=none", "--Infrastructure=none is unknown; choose local or containers.")]
    public async Task Start_ThatCannotSucceed_EndsInOneSentence(string option, string sentence)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var failed = AppHostProcess.Start(
            _directory.Path, "--port=0", option.Replace("taken", taken));

        Assert.Equal(Failure, await failed.ExitCodeAsync());
        Assert.Equal(
            sentence.Replace("Port taken", $"Port {taken}"), failed.Output.Trim().Split('\n')[^1]);
        await failed.GoneAsync();
    }
}
