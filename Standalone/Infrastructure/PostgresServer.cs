using Npgsql;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// PostgreSQL as a child. It listens on a socket in a directory that only its account (and root)
/// can enter, hence needs no password; nothing is open on the network.
/// </summary>
/// <param name="directory">
/// For the data; the log and the record of the process lie beside it.
/// </param>
/// <param name="isDurable">
/// Off only in tests: data may be lost when the machine fails, never when the server is killed;
/// and nothing looks after their hundred short-lived databases.
/// </param>
/// <param name="report">Told in one line what a person should know.</param>
public sealed class PostgresServer(
    string directory, bool isDurable = true, Action<string>? report = null)
    : ChildServer(directory, report)
{
    private const string User = "audio_streaming";
    private const int MaxConnections = 300;
    private const int MaxPoolSize = 50;

    private protected override string Name => "PostgreSQL";

    private protected override string Account => "postgres";

    private protected override Signal StopSignal => Signal.Interrupt;

    private string Cluster => Path.Combine(Place.Data, "cluster");

    /// <summary>The connection string of one database, whether it exists or not.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Place.Sockets,
        Username = User,
        Database = database,
        MaxPoolSize = MaxPoolSize,
    }.ConnectionString;

    /// <summary>Makes the database if it does not exist; returns its connection string.</summary>
    public async Task<string> EnsureDatabaseAsync(
        string database, CancellationToken cancellationToken)
    {
        await DiskFault.ExplainAsync(
            Cluster, DiskFault.ChooseData, () => CreateAsync(database, cancellationToken));
        return ConnectionString(database);
    }

    private async Task CreateAsync(string database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled("postgres"));
        await using var find = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        find.Parameters.AddWithValue(database);
        if (await find.ExecuteScalarAsync(cancellationToken) is not null) return;
        await using var create = source.CreateCommand($"CREATE DATABASE \"{database}\"");
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private protected override async Task<(string, IReadOnlyList<string>)> PrepareAsync(
        CancellationToken cancellationToken)
    {
        var binaries = PostgresBinaries.Find(await VersionAsync(cancellationToken), Cluster);
        if (!await ExistsAsync(cancellationToken))
            await InitializeAsync(binaries, cancellationToken);
        return (Path.Combine(binaries, "postgres"),
        [
            "-D", Cluster,
            "-c", "listen_addresses=",
            "-c", $"unix_socket_directories={Place.Sockets}",
            "-c", "unix_socket_permissions=0700",
            "-c", $"max_connections={MaxConnections}",
            "-c", "log_checkpoints=off",
            .. isDurable
                ? Array.Empty<string>()
                : ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off"],
        ]);
    }

    private protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(Unpooled("postgres"));
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Workers of a killed server need a moment to notice and to let go.</summary>
    private protected override bool IsPassing(string complaint) =>
        complaint.Contains("shared memory block") || complaint.Contains("postmaster.pid");

    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false }
            .ConnectionString;

    /// <summary>A cluster gets its name only when it is complete.</summary>
    private async Task InitializeAsync(string binaries, CancellationToken cancellationToken)
    {
        await DiskFault.ExplainAsync(
            Cluster, DiskFault.ChooseData, () => DraftAsync(binaries, cancellationToken));
    }

    private async Task DraftAsync(string binaries, CancellationToken cancellationToken)
    {
        var draft = Cluster + ".new";
        var asAccount = Tool.As(Place.Account);
        await Tool.RunAsync(
            "remove a draft of PostgreSQL's data", cancellationToken,
            [.. asAccount, "rm", "-rf", draft]);
        await Tool.RunAsync(
            "prepare PostgreSQL's data", cancellationToken,
            [
                .. asAccount, Path.Combine(binaries, "initdb"), "-D", draft, "-U", User,
                "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust",
                .. isDurable ? Array.Empty<string>() : ["--no-sync"],
            ]);
        await Tool.RunAsync(
            "put PostgreSQL's data in its place", cancellationToken,
            [.. asAccount, "mv", draft, Cluster]);
    }

    private Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        Tool.SucceedsAsync(cancellationToken, [.. Tool.As(Place.Account), "test", "-e", Cluster]);

    /// <summary>
    /// The major version that wrote the data, or <c>null</c> when there is none yet.
    /// </summary>
    private async Task<string?> VersionAsync(CancellationToken cancellationToken) =>
        await ExistsAsync(cancellationToken)
            ? (await File.ReadAllTextAsync(
                Path.Combine(Cluster, "PG_VERSION"), cancellationToken)).Trim()
            : null;
}
