using Dapper;
using Npgsql;

namespace AudioStreaming.Converter.Claims;

/// <summary>A change of the catalog together with the messages that announce it.</summary>
internal sealed class CatalogTransaction(
    NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    public static async Task<CatalogTransaction> BeginAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return new CatalogTransaction(connection, transaction, cancellationToken);
    }

    public CommandDefinition Command(string sql, object? parameters = null) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);

    public Task CommitAsync() => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
