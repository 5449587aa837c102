using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

public sealed class StandaloneProcessTests : IDisposable
{
    private readonly TestDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Standalone_Interrupted_EndsWithZeroLeavesNoChildAndKeepsItsData()
    {
        IReadOnlyList<int> children;
        await using (var first = await StandaloneProcess.StartReadyAsync(_data.Path))
        {
            Assert.Equal(HttpStatusCode.OK, await HealthAsync(first.Address));
            children = first.Children();
            Assert.Equal(2, children.Count);
            await UploadAsync(first.Address);
            first.Send(Signal.Interrupt);
            Assert.Equal(0, await first.EndAsync());
        }
        Assert.All(children, child => Assert.False(Runs(child)));

        await using var second = await StandaloneProcess.StartReadyAsync(_data.Path);
        using var client = new HttpClient { BaseAddress = second.Address };
        var tracks = await client.GetFromJsonAsync<JsonElement>(
            "/tracks?status=all", TestContext.Current.CancellationToken);
        Assert.Equal(1, tracks.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Standalone_Killed_LeavesChildrenThatEndByThemselvesOrAtTheNextStart()
    {
        await using var first = await StandaloneProcess.StartReadyAsync(_data.Path);
        var children = first.Children();
        first.Send(Signal.Kill);
        await first.EndAsync();

        await using var second = await StandaloneProcess.StartReadyAsync(_data.Path);
        Assert.All(children, child => Assert.False(Runs(child)));
    }

    [Fact]
    public async Task Standalone_KilledWhileAServerHangs_EndsThatOrphanAtTheNextStart()
    {
        await using var first = await StandaloneProcess.StartReadyAsync(_data.Path);
        var redis = first.Child("redis-server");
        // Stopped, it does not heed the signal that the death of its parent sends.
        Signals.Send(redis, Signal.Stop);
        first.Send(Signal.Kill);
        await first.EndAsync();
        Assert.True(Runs(redis));

        await using var second = await StandaloneProcess.StartReadyAsync(_data.Path);
        Assert.False(Runs(redis));
    }

    [Fact]
    public async Task Standalone_TwoDataDirectories_RunSideBySide()
    {
        using var other = new TestDirectory();
        var instances = await Task.WhenAll(
            StandaloneProcess.StartReadyAsync(_data.Path),
            StandaloneProcess.StartReadyAsync(other.Path));
        await using var first = instances[0];
        await using var second = instances[1];
        foreach (var instance in instances)
            Assert.Equal(HttpStatusCode.OK, await HealthAsync(instance.Address));

        await using var third = StandaloneProcess.Start("--data", _data.Path, "--port", "0");
        Assert.Equal(1, await third.EndAsync());
        Assert.Contains("Another instance already runs on", third.Output);
    }

    [Fact]
    public async Task Standalone_OrdinaryUserWhoseDirectoryHasAToolsName_StartsAllTheSame()
    {
        const UnixFileMode everyone = (UnixFileMode)0b111_111_111;
        var home = Directory.CreateDirectory(Path.Combine(_data.Path, "home"), everyone).FullName;
        File.SetUnixFileMode(home, everyone);
        // The project itself has a program called test.
        var misleading = Path.Combine(home, "test");
        await File.WriteAllTextAsync(
            misleading, "#!/bin/sh\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(misleading, everyone);

        await using var process = await StandaloneProcess.StartReadyAsOrdinaryUserAsync(
            home, Path.Combine(home, "data"));
        Assert.Equal(2, process.Children().Count);
        await UploadAsync(process.Address);
    }

    [Fact]
    public async Task Standalone_PortTaken_SaysHowToChooseAnother()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var process = StandaloneProcess.Start(
            "--data", _data.Path, "--port", $"{port}");
        Assert.Equal(1, await process.EndAsync());
        Assert.Equal(
            $"Port {port} is taken; choose another with --port (0 takes any free one).",
            process.Output.Trim());
    }

    [Theory]
    [InlineData("--port", "many")]
    [InlineData("--bind", "nowhere")]
    [InlineData("--unknown", "1")]
    public async Task Standalone_WrongOption_PointsToTheHelp(string option, string value)
    {
        await using var process = StandaloneProcess.Start(option, value);
        Assert.Equal(2, await process.EndAsync());
        Assert.Contains("see --help", process.Output);
    }

    private static async Task<HttpStatusCode> HealthAsync(Uri address)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(
            new Uri(address, "/health"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task UploadAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("Artist"), "artist");
        form.Add(new StringContent("Title"), "title");
        form.Add(
            new ByteArrayContent(await File.ReadAllBytesAsync(await TestAudio.Mp3Async())),
            "file", "audio.mp3");
        using var answer = await client.PostAsync(
            "/upload", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>One that ended, of which its new parent took no note yet, does not run.</summary>
    private static bool Runs(int processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
