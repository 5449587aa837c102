using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>
/// What owns a track without an account: 256 random bits, told once, kept only as a hash. The
/// bits are random throughout, so a plain SHA-256 cannot be searched.
/// </summary>
internal static class ManageToken
{
    private const int Bytes = 32;
    private const string Scheme = "Bearer ";

    public static (string Token, byte[] Hash) Create()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, Hash(token));
    }

    /// <summary>The token of an <c>Authorization</c> header; <c>null</c> if it has none.</summary>
    public static string? FromHeader(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Scheme.Length..].Trim()
            : null;

    /// <summary>In constant time.</summary>
    public static bool Matches(string token, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(Hash(token), hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
