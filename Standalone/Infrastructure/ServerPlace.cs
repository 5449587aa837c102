using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>Where a server keeps its data and its socket, and as whom it runs.</summary>
/// <param name="Data">A directory that only the server's account can enter.</param>
/// <param name="SocketDirectory">
/// Likewise; its path is short, as socket addresses must be. Only where it has an account.
/// </param>
/// <param name="Account">The system account, when this process is root; else ours.</param>
internal sealed record ServerPlace(string Data, string? SocketDirectory, string? Account)
{
    private const string Elsewhere = "/var/lib/audio-streaming";
    private const string InTmp = "let this user make directories in /tmp";
    private const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="directory">The wanted data directory.</param>
    /// <param name="account">
    /// Used when this process is root, which servers with an account must not be.
    /// </param>
    /// <param name="report">Told in one line when the data must be kept elsewhere.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ServerPlace> PrepareAsync(
        string directory, string? account, Action<string> report,
        CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new InfrastructureException(
                "Servers without containers are started on Linux only (WSL included); " +
                "elsewhere type: dotnet run --project AppHost -- --Infrastructure=containers");
        if (account is null)
        {
            await CreateAsync(directory, DiskFault.ChooseData);
            return new ServerPlace(directory, null, null);
        }
        var sockets = $"/tmp/audio-streaming-{RandomNumberGenerator.GetHexString(12, true)}";
        if (!Environment.IsPrivilegedProcess)
        {
            await CreateAsync(directory, DiskFault.ChooseData);
            await CreateAsync(sockets, InTmp);
            return new ServerPlace(directory, sockets, null);
        }
        if (!await Tool.SucceedsAsync(cancellationToken, "id", "-u", account))
            throw new InfrastructureException(
                $"As root, this server runs as the user '{account}', which does not exist here; " +
                $"install its package with apt-get, or start as another user than root.");
        var data = await ChooseAsync(directory, account, report, cancellationToken);
        await CreateAsync(sockets, InTmp, account, cancellationToken);
        return new ServerPlace(data, sockets, account);
    }

    public string Sockets =>
        SocketDirectory ?? throw new InvalidOperationException("this server has no socket");

    public void RemoveSockets()
    {
        if (Directory.Exists(SocketDirectory)) Directory.Delete(SocketDirectory, recursive: true);
    }

    private static async Task<string> ChooseAsync(
        string directory, string account, Action<string> report,
        CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(directory)));
        var elsewhere = Path.Combine(
            Elsewhere, Convert.ToHexStringLower(hash)[..12], Path.GetFileName(directory));
        if (!Directory.Exists(elsewhere))
        {
            await CreateAsync(directory, DiskFault.ChooseData, account, cancellationToken);
            if (await CanWriteAsync(directory, account, cancellationToken)) return directory;
            Directory.Delete(directory);
            foreach (var parent in new[] { Elsewhere, Path.GetDirectoryName(elsewhere)! })
                await DiskFault.ExplainAsync(
                    parent, DiskFault.ChooseData,
                    () => Tool.RunAsync(
                        $"make {parent}", cancellationToken,
                        "install", "-d", "-m", "755", parent));
            await CreateAsync(elsewhere, DiskFault.ChooseData, account, cancellationToken);
        }
        report($"{directory} is out of reach for the user '{account}': using {elsewhere}");
        return elsewhere;
    }

    [SupportedOSPlatform("linux")]
    private static Task CreateAsync(string directory, string cure) =>
        DiskFault.ExplainAsync(directory, cure, () =>
        {
            Directory.CreateDirectory(directory, Private);
            return Task.CompletedTask;
        });

    private static Task CreateAsync(
        string directory, string cure, string account, CancellationToken cancellationToken) =>
        DiskFault.ExplainAsync(directory, cure, () => Tool.RunAsync(
            $"make {directory}", cancellationToken,
            "install", "-d", "-o", account, "-g", account, "-m", "700", directory));

    private static Task<bool> CanWriteAsync(
        string directory, string account, CancellationToken cancellationToken) =>
        Tool.SucceedsAsync(cancellationToken, [.. Tool.As(account), "test", "-w", directory]);
}
