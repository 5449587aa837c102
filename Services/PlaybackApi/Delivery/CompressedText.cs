using System.ComponentModel;
using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A text in every form it is sent in, compressed once for all who ask.</summary>
[ImmutableObject(true)]
internal sealed class CompressedText
{
    private const string Brotli = "br", Gzip = "gzip";

    private static readonly string[] Preferred = [Brotli, Gzip];

    private readonly Dictionary<string, byte[]> _encoded;
    private readonly byte[] _plain;
    private readonly string _hash;

    public CompressedText(byte[] plain)
    {
        _plain = plain;
        _hash = Convert.ToHexStringLower(XxHash128.Hash(plain));
        _encoded = new Dictionary<string, byte[]>
        {
            [Brotli] = Compress(plain, s => new BrotliStream(s, CompressionLevel.Optimal)),
            [Gzip] = Compress(plain, s => new GZipStream(s, CompressionLevel.Optimal)),
        };
    }

    /// <summary>Memory used, in bytes.</summary>
    public long Size => _plain.Length + _encoded.Values.Sum(bytes => (long)bytes.Length);

    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    /// <returns>The bytes, their encoding if any, and their strong entity tag.</returns>
    public (byte[] Bytes, string? Encoding, EntityTagHeaderValue ETag) For(StringValues accepted)
    {
        var encoding = Choose(accepted);
        var bytes = encoding is null ? _plain : _encoded[encoding];
        var tag = encoding is null ? $"\"{_hash}\"" : $"\"{_hash}-{encoding}\"";
        return (bytes, encoding, new EntityTagHeaderValue(tag));
    }

    private static string? Choose(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var list)) return null;
        return Preferred.FirstOrDefault(encoding => list.Any(item =>
            item.Quality != 0 && item.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)));
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var stream = open(target)) stream.Write(plain);
        return target.ToArray();
    }
}
