using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

/// <summary>A start that cannot succeed ends in one sentence with the cure.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    private string Data => Path.Combine(_directory.Path, "data");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"Playback:SigningKeys:0":5}""")]
    [InlineData("""{"Playback:SigningKeys:0":null}""")]
    [InlineData("""{"Playback:SigningKeys:0":"no base64"}""")]
    [InlineData("""{"Playback:SigningKeys:0":"dG9vIHNob3J0"}""")]
    public async Task Secrets_Damaged_AreNamed(string content)
    {
        Directory.CreateDirectory(Data);
        var secrets = Path.Combine(Data, "secrets.json");
        await File.WriteAllTextAsync(secrets, content, TestContext.Current.CancellationToken);

        var sentence = await FailAsync(StandaloneProcess.Start("--data", Data, "--port", "0"));

        Assert.StartsWith($"{secrets} is damaged (", sentence);
        Assert.EndsWith(
            "; restore it, or delete it: new keys are made then, and the tokens of running "
            + "sessions end.",
            sentence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/below/it")]
    public async Task Data_AtAFile_IsRefused(string below)
    {
        await File.WriteAllTextAsync(Data, "", TestContext.Current.CancellationToken);

        Assert.Equal(
            $"{Data} is a file, not a directory; choose another directory with --data.",
            await FailAsync(StandaloneProcess.Start("--data", Data + below, "--port", "0")));
    }

    [Fact]
    public async Task Data_OfAnotherUser_IsRefused()
    {
        const UnixFileMode enterable = (UnixFileMode)0b111_101_101;
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give it away");
        File.SetUnixFileMode(_directory.Path, enterable);
        Directory.CreateDirectory(Data, enterable);
        var program = StandaloneProcess.CopyProgram(_directory.Path);

        Assert.Equal(
            $"{Data} cannot be written to by this user; choose another directory with --data.",
            await FailAsync(StandaloneProcess.StartCommand(
                [.. StandaloneProcess.OrdinaryUser, "dotnet", program, "--data", Data,
                 "--port", "0"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/below/it")]
    public async Task Data_OnAReadOnlyDisk_IsRefused(string below) => Assert.Equal(
        $"{Data}{below} lies on a read-only file system; choose another directory with --data.",
        await FailAsync(await StartOnAsync("ro", Data + below)));

    /// <summary>Full before Redis has its files, at initdb, and when there is a cluster.</summary>
    [Theory]
    [InlineData("4k")]
    [InlineData("1m")]
    [InlineData("38m")]
    public async Task Data_OnAFullDisk_IsRefused(string size)
    {
        var sentence = await FailAsync(
            await StartOnAsync($"mode=755,size={size}", Data + "/below"));

        Assert.StartsWith($"The disk that holds {Data}/below", sentence);
        Assert.EndsWith(
            " is full; make room on it, or choose another directory with --data.", sentence);
    }

    [Theory]
    [InlineData("database", "Host")]
    [InlineData("database", "Host=db;Port=many")]
    [InlineData("database", "Username=me")]
    [InlineData("redis", "cache:6379,nonsense=1")]
    [InlineData("redis", ",")]
    [InlineData("objects", "Somewhere=else")]
    [InlineData("objects", "Endpoint=ftp://server")]
    [InlineData("kafka", "broker:9092:9092")]
    public async Task ConnectionString_Malformed_IsNamed(string name, string text) =>
        Assert.StartsWith(
            $"ConnectionStrings__{name} is malformed (",
            await FailAsync(StartWith($"ConnectionStrings__{name}={text}")));

    [Theory]
    [InlineData("Playback__Ttl=soon", "Playback:Ttl cannot be 'soon'")]
    [InlineData("Playback__Ttl=00:00:02", "Playback:Ttl must be at least")]
    [InlineData("Playback__PausedTtl=9.00:00:00", "Playback:PausedTtl must be from 00:00:01 to")]
    [InlineData("Converter__Jobs__Parallel=-1", "Converter:Jobs:Parallel must be from 0")]
    [InlineData("Security__MediaOrigins__0=cdn", "Security:MediaOrigins must hold origins")]
    [InlineData("Pages__PublicOrigin=me", "Pages:PublicOrigin must be an absolute address")]
    public async Task Setting_Wrong_IsNamed(string variable, string sentence) =>
        Assert.StartsWith(
            $"A setting is wrong: {sentence}", await FailAsync(StartWith(variable)));

    [Fact]
    public async Task Librdkafka_Missing_SaysWhereItIsFrom()
    {
        var program = StandaloneProcess.CopyProgram(_directory.Path);
        foreach (var library in Directory.EnumerateFiles(
            Path.GetDirectoryName(program)!, "*librdkafka*", SearchOption.AllDirectories))
            File.Delete(library);

        Assert.StartsWith(
            "librdkafka cannot be loaded",
            await FailAsync(StandaloneProcess.StartCommand(
                "dotnet", program, "--data", Data, "--port", "0")));
    }

    [Fact]
    public async Task Postgres_Missing_SaysWhatToInstall()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_directory.Path, "empty")).FullName;

        Assert.Equal(
            "PostgreSQL is not installed; type: apt-get install postgresql",
            await FailAsync(
                await StartAfterAsync($"mount --bind {empty} /usr/lib/postgresql", Data)));
    }

    [Fact]
    public async Task Kafka_NotThere_SaysWhatToName() => Assert.Equal(
        $"{_directory.Path} holds no Apache Kafka (libs/kafka-server-*.jar is missing); "
        + "name the directory of an unpacked release with --kafka or KAFKA_HOME",
        await FailAsync(StartWith($"KAFKA_HOME={_directory.Path}")));

    [Fact]
    public async Task Java_Missing_SaysWhatToInstall()
    {
        TestKafka.Require();
        var java = Path.GetDirectoryName(
            File.ResolveLinkTarget("/usr/bin/java", returnFinalTarget: true)?.FullName);
        Assert.SkipWhen(java is null, "Java is not Debian's");
        var empty = Directory.CreateDirectory(Path.Combine(_directory.Path, "empty")).FullName;

        Assert.Equal(
            "Java is not installed; type: apt-get install openjdk-17-jre-headless",
            await FailAsync(await StartAfterAsync(
                $"mount --bind {empty} {java}", Data, "--kafka", TestKafka.Directory)));
    }

    [Fact]
    public async Task Unforeseen_IsOneSentenceAndAFile()
    {
        var sentence = await FailAsync(StartWith("Logging__LogLevel__Default=nonsense"));

        var file = Path.Combine(Data, "start-error.log");
        Assert.StartsWith("Something unforeseen failed: ", sentence);
        Assert.EndsWith($" (the details are in {file}).", sentence);
        Assert.Contains(
            "   at ", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--core-port")]
    public async Task Port_TakenAfterTheCheck_SaysHowToChooseAnother(string option)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var other = new TcpListener(IPAddress.Loopback, port);
        var options = new StandaloneOptions
        {
            DataDirectory = Data,
            Port = option == "--port" ? port : 0,
            CorePort = option == "--core-port" ? port : null,
            IsDurable = false,
            Report = text => { if (text == "starting the services") other.Start(); },
        };

        var fault = await Assert.ThrowsAsync<InfrastructureException>(
            () => StandaloneApp.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal(
            $"Port {port} is taken; choose another with {option} (0 takes any free one).",
            fault.Message);
    }

    /// <returns>The one line beyond those that say what is being started.</returns>
    private static async Task<string> FailAsync(StandaloneProcess started)
    {
        await using var process = started;
        Assert.Equal(1, await process.EndAsync());
        Assert.DoesNotContain("   at ", process.Output);
        return Assert.Single(
            process.Output.Split('\n'),
            line => line.Length > 0
                && !line.StartsWith("starting the ") && !line.Contains(" is out of reach for "));
    }

    private StandaloneProcess StartWith(string variable) => StandaloneProcess.StartCommand(
        "env", variable, "dotnet", StandaloneProcess.Program, "--data", Data, "--port", "0");

    /// <summary>With a small disk of memory at <see cref="Data"/>.</summary>
    private Task<StandaloneProcess> StartOnAsync(string disk, string data)
    {
        Directory.CreateDirectory(Data);
        return StartAfterAsync($"mount -t tmpfs -o {disk} tmpfs {Data}", data);
    }

    /// <summary>
    /// Where nothing is shared, nothing has to be made private: in a chroot it could not be.
    /// </summary>
    private static string[] OwnMounts =>
    [
        "--mount", "--propagation",
        File.ReadAllText("/proc/self/mountinfo").Contains(" shared:") ? "private" : "unchanged",
    ];

    /// <summary>In mounts of its own, which end with it.</summary>
    private static async Task<StandaloneProcess> StartAfterAsync(
        string mount, string data, params string[] options)
    {
        using var attempt = Process.Start("unshare", [.. OwnMounts, "true"]);
        await attempt.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(attempt.ExitCode == 0, "only root can mount");
        return StandaloneProcess.StartCommand(
        [
            "unshare", .. OwnMounts, "sh", "-c", mount + " && exec \"$@\"", "sh",
            "dotnet", StandaloneProcess.Program, "--data", data, "--port", "0", .. options,
        ]);
    }
}
