using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Converter.Tests.Conformance;

/// <summary>
/// Reads MP4 boxes, written apart from the product's writer so that it can judge it.
/// </summary>
public sealed record Box(string Type, byte[] Content)
{
    private static readonly string[] Containers =
        ["moov", "trak", "edts", "mdia", "minf", "stbl", "moof", "traf", "mvex", "dinf"];

    public static IReadOnlyList<Box> Read(ReadOnlySpan<byte> bytes)
    {
        var boxes = new List<Box>();
        while (!bytes.IsEmpty)
        {
            var size = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes);
            Assert.InRange(size, 8, bytes.Length);
            boxes.Add(new Box(Encoding.ASCII.GetString(bytes[4..8]), bytes[8..size].ToArray()));
            bytes = bytes[size..];
        }
        return boxes;
    }

    /// <summary>The only box of that path; fails if there is none or more.</summary>
    public static Box Find(IEnumerable<Box> boxes, string path)
    {
        var names = path.Split('/');
        var box = Assert.Single(boxes, candidate => candidate.Type == names[0]);
        return names.Length == 1 ? box : Find(box.Children, string.Join('/', names[1..]));
    }

    public IReadOnlyList<Box> Children =>
        Containers.Contains(Type) ? Read(Content) : throw new InvalidOperationException(Type);

    public long U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Content.AsSpan(at));

    public long U64(int at) => BinaryPrimitives.ReadInt64BigEndian(Content.AsSpan(at));

    public int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Content.AsSpan(at));
}

/// <summary>What the checker needs of an initialization segment.</summary>
/// <param name="Timescale">Of the media.</param>
/// <param name="Codec">As in CODECS.</param>
/// <param name="EditStart">Media time at which the presentation starts, in samples.</param>
public sealed record InitFacts(int Timescale, string Codec, long EditStart)
{
    public static InitFacts Read(byte[] init)
    {
        var boxes = Box.Read(init);
        Assert.Equal(["ftyp", "moov"], boxes.Select(box => box.Type));
        var edit = Box.Find(boxes, "moov/trak/edts/elst");
        Assert.Equal(1, edit.U32(4));
        var entry = Box.Read(Box.Find(boxes, "moov/trak/mdia/minf/stbl/stsd").Content.AsSpan(8));
        return new InitFacts(
            (int)Box.Find(boxes, "moov/trak/mdia/mdhd").U32(12), CodecOf(Assert.Single(entry)),
            edit.U32(12));
    }

    private static string CodecOf(Box entry)
    {
        if (entry.Type != "mp4a") return entry.Type;
        const int audioEntry = 28;
        var esds = Box.Find(Box.Read(entry.Content.AsSpan(audioEntry)), "esds").Content.AsSpan(4);
        var decoder = esds[5..];
        Assert.Equal((0x03, 0x04, 0x05), (esds[0], decoder[0], decoder[15]));
        var audioObjectType = decoder[17] >> 3;
        return $"mp4a.{decoder[2]:x2}.{audioObjectType}";
    }
}

/// <summary>What the checker needs of a media segment.</summary>
/// <param name="Start">Decode time of its first frame, in samples.</param>
/// <param name="Samples">Length in samples.</param>
public sealed record SegmentFacts(long Start, long Samples)
{
    public static SegmentFacts Read(byte[] segment)
    {
        var boxes = Box.Read(segment);
        Assert.Equal(["moof", "mdat"], boxes.Select(box => box.Type));
        var run = Box.Find(boxes, "moof/traf/trun");
        const int durationsAndSizes = 0x300;
        Assert.Equal(durationsAndSizes, run.U32(0) & 0xF00);
        var (samples, bytes) = (0L, 0L);
        for (var frame = 0; frame < run.U32(4); frame++)
        {
            samples += run.U32(12 + frame * 8);
            bytes += run.U32(16 + frame * 8);
        }
        Assert.Equal(boxes[1].Content.Length, bytes);
        // The data starts where the run says: right behind the header of mdat.
        Assert.Equal(boxes[0].Content.Length + 16, run.U32(8));
        return new SegmentFacts(Box.Find(boxes, "moof/traf/tfdt").U64(4), samples);
    }
}
