using System.Buffers.Binary;
using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// Takes apart what ffmpeg's Matroska muxer writes to a pipe (RFC 9559, without lacing): several
/// streams in one, so that the child needs no file to write to.
/// </summary>
internal sealed class MatroskaReader(Stream stream, long maxBytes)
{
    private const uint Segment = 0x18538067, Cluster = 0x1F43B675, BlockGroup = 0xA0;
    private const uint Tracks = 0x1654AE6B, SimpleBlock = 0xA3, Block = 0xA1;
    private const uint TrackEntry = 0xAE, TrackNumber = 0xD7, CodecPrivate = 0x63A2;
    private const int MaxElement = 64 * 1024 * 1024;

    private readonly PipeReader _input = PipeReader.Create(
        stream, new StreamPipeReaderOptions(bufferSize: 128 * 1024, leaveOpen: true));

    private readonly Dictionary<int, byte[]> _configurations = [];
    private long _read;

    /// <summary>The decoder configuration of each track; filled before the first packet.</summary>
    public IReadOnlyDictionary<int, byte[]> CodecConfigurations => _configurations;

    /// <exception cref="InvalidDataException">Not Matroska.</exception>
    /// <exception cref="OutputTooLargeException"/>
    public async IAsyncEnumerable<MatroskaPacket> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadHeaderAsync(cancellationToken) is { } element)
        {
            if (element.Id is Segment or Cluster or BlockGroup) continue;
            if (await ReadBytesAsync(element.Size, cancellationToken) is not { } content)
                yield break;
            if (element.Id == Tracks) ReadTracks(content);
            if (element.Id is SimpleBlock or Block)
            {
                const int timeAndFlags = 3;
                var track = ReadNumber(content, keepMarker: false, out var length);
                yield return new MatroskaPacket(
                    (int)track, content.AsMemory(length + timeAndFlags));
            }
        }
    }

    private void ReadTracks(ReadOnlySpan<byte> tracks)
    {
        foreach (var (id, entry) in Elements(tracks.ToArray()))
        {
            if (id != TrackEntry) continue;
            var children = Elements(entry).ToDictionary(child => child.Id, child => child.Content);
            var number = children[TrackNumber].Aggregate(0, (value, next) => (value << 8) | next);
            _configurations[number] = children.GetValueOrDefault(CodecPrivate, []);
        }
    }

    private static IEnumerable<(uint Id, byte[] Content)> Elements(byte[] parent)
    {
        for (var at = 0; at < parent.Length;)
        {
            var id = (uint)ReadNumber(parent.AsSpan(at), keepMarker: true, out var idLength);
            at += idLength;
            var size = (int)ReadNumber(parent.AsSpan(at), keepMarker: false, out var sizeLength);
            at += sizeLength;
            yield return (id, parent[at..(at + size)]);
            at += size;
        }
    }

    private async Task<(uint Id, long Size)?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        const int longest = 4 + 8;
        var result = await _input.ReadAtLeastAsync(longest, cancellationToken);
        if (result.Buffer.Length < 2) return null;
        return ParseHeader(result.Buffer);
    }

    private (uint Id, long Size) ParseHeader(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[12];
        header.Clear();
        var count = (int)Math.Min(buffer.Length, header.Length);
        buffer.Slice(0, count).CopyTo(header);
        var id = (uint)ReadNumber(header, keepMarker: true, out var idLength);
        var size = ReadNumber(header[idLength..], keepMarker: false, out var sizeLength);
        _input.AdvanceTo(buffer.GetPosition(idLength + sizeLength));
        return (id, size);
    }

    private async Task<byte[]?> ReadBytesAsync(long size, CancellationToken cancellationToken)
    {
        _read += size;
        if (size > MaxElement || _read > maxBytes) throw new OutputTooLargeException();
        var result = await _input.ReadAtLeastAsync((int)size, cancellationToken);
        if (result.Buffer.Length < size) return null;
        var content = result.Buffer.Slice(0, size);
        var bytes = content.ToArray();
        _input.AdvanceTo(content.End);
        return bytes;
    }

    /// <summary>
    /// A variable-length number: the leading zero bits of the first byte tell its length.
    /// </summary>
    private static long ReadNumber(ReadOnlySpan<byte> bytes, bool keepMarker, out int length)
    {
        length = System.Numerics.BitOperations.LeadingZeroCount((uint)bytes[0]) - 24 + 1;
        if (length > 8 || length > bytes.Length)
            throw new InvalidDataException("not an EBML number");
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        bytes[..length].CopyTo(padded[(8 - length)..]);
        if (!keepMarker) padded[8 - length] &= (byte)(0xFF >> length);
        return BinaryPrimitives.ReadInt64BigEndian(padded);
    }
}

/// <param name="Track">Counts from 1, in the order in which the outputs were mapped.</param>
/// <param name="Data">One encoded frame.</param>
internal readonly record struct MatroskaPacket(int Track, ReadOnlyMemory<byte> Data);
