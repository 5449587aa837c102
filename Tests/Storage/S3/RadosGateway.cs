using System.Diagnostics;
using System.Security.Cryptography;
using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>
/// A real S3 server: Ceph's gateway over one monitor and one disk in a temporary directory, on
/// loopback. Started at first use; where it is not installed, says why.
/// </summary>
public sealed class RadosGateway : IAsyncDisposable
{
    private const string User = "test";

    private static readonly string[] Commands =
        ["radosgw", "radosgw-admin", "ceph-mon", "ceph-osd", "ceph", "ceph-authtool", "monmaptool"];

    private readonly Lazy<Task> _started;
    private readonly List<Process> _daemons = [];
    private readonly string _accessKey = RandomNumberGenerator.GetHexString(20);
    private readonly string _secretKey = RandomNumberGenerator.GetHexString(40);
    private readonly int _port = FreePort.Find();
    private TestDirectory? _directory;
    private int _buckets;

    public RadosGateway() => _started = new Lazy<Task>(StartAsync);

    /// <summary>Why it cannot run here; <c>null</c> if it can.</summary>
    public static string? Missing { get; } =
        Commands.FirstOrDefault(command => !IsInstalled(command)) is { } missing
            ? $"no S3 server here: {missing} is not installed (eng/setup/tests/s3 installs it)"
            : null;

    public Uri Endpoint => new($"http://127.0.0.1:{_port}");

    /// <summary>A connection string with a bucket that does not exist yet.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        await _started.Value;
        return $"Endpoint={Endpoint};AccessKey={_accessKey};SecretKey={_secretKey};"
            + $"Bucket=test-{Interlocked.Increment(ref _buckets)}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }
        _directory?.Dispose();
    }

    private async Task StartAsync()
    {
        _directory = new TestDirectory();
        var (v2, v1) = (FreePort.Find(), FreePort.Find());
        var fsid = NewUuid();
        var disk = NewUuid();
        foreach (var part in new[] { "mon", "osd", "rgw" })
            Directory.CreateDirectory(Path.Combine(_directory.Path, part));
        await File.WriteAllTextAsync(
            Path.Combine(_directory.Path, "ceph.conf"),
            CephConfiguration.Write(_directory.Path, fsid, v2, v1, _port));

        await RunAsync(
            "ceph-authtool", "--create-keyring keyring --gen-key -n mon. --cap mon", "allow *");
        await AddKeyAsync("client.admin", "mon", "allow *", "osd", "allow *");
        await AddKeyAsync("osd.0", "mon", "allow profile osd", "osd", "allow *");
        await AddKeyAsync("client.rgw", "mon", "allow rwx", "osd", "allow rwx");
        await RunAsync(
            "monmaptool",
            $"--create --fsid {fsid} --addv a [v2:127.0.0.1:{v2},v1:127.0.0.1:{v1}] monmap");
        await RunAsync("ceph-mon", "-c ceph.conf --mkfs -i a --monmap monmap --keyring keyring");
        StartDaemon("ceph-mon", "-c ceph.conf -i a -f");
        await RunAsync("ceph", $"-c ceph.conf --connect-timeout 60 osd new {disk}");
        await RunAsync("ceph-osd", $"-c ceph.conf -i 0 --mkfs --osd-uuid {disk}");
        StartDaemon("ceph-osd", "-c ceph.conf -i 0 -f");
        await RunAsync(
            "radosgw-admin",
            $"-c ceph.conf -n client.rgw user create --uid {User} --display-name {User} "
            + $"--access-key {_accessKey} --secret-key {_secretKey}");
        StartDaemon("radosgw", "-c ceph.conf -n client.rgw -f");
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            () => AnswersAsync(client), "the S3 server does not answer", TimeSpan.FromMinutes(2));
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(Endpoint)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task AddKeyAsync(string name, params string[] capabilities) => RunAsync(
        "ceph-authtool", $"keyring --gen-key -n {name}",
        [.. capabilities.Chunk(2).SelectMany(pair => new[] { "--cap", pair[0], pair[1] })]);

    private async Task RunAsync(string command, string arguments, params string[] more)
    {
        using var process = Process.Start(Describe(command, arguments, more))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} failed: {await output}{error}");
    }

    private void StartDaemon(string command, string arguments)
    {
        var daemon = Process.Start(Describe(command, arguments, []))!;
        daemon.OutputDataReceived += (_, _) => { };
        daemon.ErrorDataReceived += (_, _) => { };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private ProcessStartInfo Describe(string command, string arguments, string[] more) =>
        new(command, [.. arguments.Split(' '), .. more])
        {
            WorkingDirectory = _directory!.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static bool IsInstalled(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));

    private static string NewUuid() => Guid.CreateVersion7().ToString("D");
}
