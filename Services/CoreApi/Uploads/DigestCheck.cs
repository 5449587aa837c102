using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// Verifies <c>Content-MD5</c> (RFC 1864), <c>Content-Digest</c> and <c>Repr-Digest</c>
/// (RFC 9530; SHA-256 and SHA-512, others are ignored as it tells).
/// </summary>
internal sealed class DigestCheck : IDisposable
{
    private readonly List<(string Name, IncrementalHash Hash, byte[] Expected)> _checks = [];

    /// <param name="header">Gives the value of a header by its name.</param>
    /// <exception cref="RequestRefusedException">A digest is malformed.</exception>
    public static DigestCheck Of(Func<string, StringValues> header)
    {
        var check = new DigestCheck();
        if (header("Content-MD5").ToString() is { Length: > 0 } md5)
            check.Add("Content-MD5", HashAlgorithmName.MD5, md5.Trim());
        foreach (var name in new[] { "Content-Digest", "Repr-Digest" })
            check.AddDictionary(name, header(name).ToString());
        return check;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var (_, hash, _) in _checks) hash.AppendData(bytes);
    }

    /// <exception cref="RequestRefusedException">
    /// What arrived is not what was announced.
    /// </exception>
    public void Verify()
    {
        foreach (var (name, hash, expected) in _checks)
        {
            if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
                throw RequestRefusedException.Invalid(
                    $"{name} does not match: the content was damaged on its way");
        }
    }

    public void Dispose()
    {
        foreach (var (_, hash, _) in _checks) hash.Dispose();
    }

    /// <summary>A structured field: <c>sha-256=:base64:, sha-512=:base64:</c>.</summary>
    private void AddDictionary(string name, string value)
    {
        foreach (var member in value.Split(',', StringSplitOptions.TrimEntries))
        {
            var (algorithm, length) = member.Split('=')[0] switch
            {
                "sha-256" => (HashAlgorithmName.SHA256, "sha-256=".Length),
                "sha-512" => (HashAlgorithmName.SHA512, "sha-512=".Length),
                _ => (default, 0),
            };
            if (length == 0) continue;
            var bytes = member[Math.Min(length, member.Length)..];
            Add(name, algorithm, bytes is [':', _, .., ':'] ? bytes[1..^1] : "");
        }
    }

    private void Add(string name, HashAlgorithmName algorithm, string base64)
    {
        var hash = IncrementalHash.CreateHash(algorithm);
        var expected = new byte[hash.HashLengthInBytes];
        if (!Convert.TryFromBase64String(base64, expected, out var length)
            || length != expected.Length)
        {
            hash.Dispose();
            throw RequestRefusedException.Invalid($"{name} is not a base64 {algorithm} digest");
        }
        _checks.Add((name, hash, expected));
    }
}
