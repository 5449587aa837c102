using System.Data.Common;
using Dapper;

namespace AudioStreaming.ServiceDefaults.Sql;

/// <summary>
/// Single statements by Dapper, each stopped by its token: on a connection of their own, or in a
/// transaction.
/// </summary>
public static class SqlStatements
{
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> ExecuteAsync(
        this DbDataSource database, string sql, object? parameters,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(Command(sql, parameters, null, cancellationToken));
    }

    public static async Task<List<T>> QueryAsync<T>(
        this DbDataSource database, string sql, object? parameters,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<T>(
            Command(sql, parameters, null, cancellationToken));
        return rows.AsList();
    }

    public static async Task<T?> QuerySingleOrDefaultAsync<T>(
        this DbDataSource database, string sql, object? parameters,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<T>(
            Command(sql, parameters, null, cancellationToken));
    }

    /// <returns>How many rows were changed.</returns>
    public static Task<int> ExecuteAsync(
        this DbTransaction transaction, string sql, object? parameters,
        CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(
            Command(sql, parameters, transaction, cancellationToken));

    public static async Task<List<T>> QueryAsync<T>(
        this DbTransaction transaction, string sql, object? parameters,
        CancellationToken cancellationToken)
    {
        var rows = await transaction.Connection!.QueryAsync<T>(
            Command(sql, parameters, transaction, cancellationToken));
        return rows.AsList();
    }

    public static Task<T?> QuerySingleOrDefaultAsync<T>(
        this DbTransaction transaction, string sql, object? parameters,
        CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<T>(
            Command(sql, parameters, transaction, cancellationToken));

    private static CommandDefinition Command(
        string sql, object? parameters, DbTransaction? transaction,
        CancellationToken cancellationToken) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
