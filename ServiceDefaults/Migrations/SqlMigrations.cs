using System.Globalization;
using System.Reflection;
using Dapper;
using Npgsql;

namespace AudioStreaming.ServiceDefaults.Migrations;

/// <summary>
/// Applies the numbered <c>NNNN-name.sql</c> resources of an assembly, each once and in order,
/// under an advisory lock, so that replicas may start at the same time.
/// </summary>
public static class SqlMigrations
{
    private const string Extension = ".sql";

    /// <param name="dataSource">The database.</param>
    /// <param name="owner">Embeds the scripts, below a folder <c>Migrations</c>.</param>
    /// <param name="schema">The owner's schema; also holds its <c>migrations</c> table.</param>
    /// <param name="cancellationToken">Stops waiting; a started script rolls back.</param>
    /// <returns>How many scripts were applied.</returns>
    public static async Task<int> ApplyAsync(
        NpgsqlDataSource dataSource, Assembly owner, string schema,
        CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            $"""
            SELECT pg_advisory_xact_lock(hashtext('audio-streaming:' || @schema));
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE IF NOT EXISTS {schema}.migrations (
              number integer CONSTRAINT migrations_pk PRIMARY KEY,
              name text NOT NULL,
              applied_at timestamptz NOT NULL DEFAULT now()
            );
            """,
            new { schema }, transaction);
        var applied = (await connection.QueryAsync<int>(
            $"SELECT number FROM {schema}.migrations", transaction: transaction)).ToHashSet();

        var pending = Scripts(owner).Where(script => !applied.Contains(script.Number)).ToList();
        foreach (var script in pending)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                await ReadAsync(owner, script.Resource, cancellationToken),
                transaction: transaction, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(
                $"INSERT INTO {schema}.migrations (number, name) VALUES (@Number, @Name)",
                new { script.Number, script.Name }, transaction);
        }
        await transaction.CommitAsync(cancellationToken);
        return pending.Count;
    }

    private static IEnumerable<(int Number, string Name, string Resource)> Scripts(
        Assembly owner) =>
        from resource in owner.GetManifestResourceNames()
        where resource.Contains(".Migrations.") && resource.EndsWith(Extension)
        let name = resource[..^Extension.Length].Split('.')[^1]
        let number = int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture)
        orderby number
        select (number, name, resource);

    private static async Task<string> ReadAsync(
        Assembly owner, string resource, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(owner.GetManifestResourceStream(resource)!);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
