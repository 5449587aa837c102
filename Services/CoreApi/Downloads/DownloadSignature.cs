using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary>
/// Signs download URLs for stores that cannot: HMAC-SHA256 over track and end, with a key that
/// the replicas share through the database and nobody has to configure.
/// </summary>
internal sealed class DownloadSignature(NpgsqlDataSource database)
{
    private const int KeyLength = 32;

    private byte[]? _key;

    /// <param name="track">What may be downloaded.</param>
    /// <param name="expires">Until when, in seconds of Unix time.</param>
    /// <param name="cancellationToken">Stops waiting for the key.</param>
    public async Task<string> SignAsync(
        TrackId track, long expires, CancellationToken cancellationToken) =>
        Base64Url.EncodeToString(await ComputeAsync(track, expires, cancellationToken));

    /// <summary>In constant time.</summary>
    public async Task<bool> VerifyAsync(
        TrackId track, long expires, string signature, CancellationToken cancellationToken)
    {
        var expected = await ComputeAsync(track, expires, cancellationToken);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Base64Url.IsValid(signature)
            && Base64Url.TryDecodeFromChars(signature, given, out var length)
            && length == expected.Length
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private async Task<byte[]> ComputeAsync(
        TrackId track, long expires, CancellationToken cancellationToken)
    {
        var message = new byte[24];
        track.Value.TryWriteBytes(message, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(16), expires);
        return HMACSHA256.HashData(_key ??= await LoadKeyAsync(cancellationToken), message);
    }

    private async Task<byte[]> LoadKeyAsync(CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<byte[]>(
            """
            INSERT INTO catalog.signing_keys (purpose, key)
            VALUES ('download', @candidate)
            ON CONFLICT (purpose) DO UPDATE
            SET purpose = excluded.purpose
            RETURNING key
            """,
            new { candidate = RandomNumberGenerator.GetBytes(KeyLength) }, cancellationToken))!;
}
