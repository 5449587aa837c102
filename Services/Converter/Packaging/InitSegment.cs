namespace AudioStreaming.Converter.Packaging;

/// <summary>
/// The initialization segment of a rendition (CMAF, ISO/IEC 23000-19). Its edit list carries the
/// encoder's priming, so that a presentation starts on the first sample of the source.
/// </summary>
internal static class InitSegment
{
    private const int TrackId = 1;
    private const int Unity = 0x0001_0000;

    public static byte[] Write(RenditionFormat format)
    {
        var mp4 = new Mp4Writer();
        mp4.Box("ftyp", () => mp4.Ascii("cmfc").U32(0).Ascii("iso6").Ascii("cmfc").Ascii("mp41"));
        mp4.Box("moov", () =>
        {
            MovieHeader(mp4, format);
            Track(mp4, format);
            mp4.Box("mvex", () => mp4.FullBox(
                "trex", 0, 0, () => mp4.U32(TrackId).U32(1).U32(0).U32(0).U32(0)));
        });
        return mp4.ToArray();
    }

    private static void MovieHeader(Mp4Writer mp4, RenditionFormat format) =>
        mp4.FullBox("mvhd", 0, 0, () =>
        {
            mp4.U32(0).U32(0).U32(format.SampleRate).U32(0);
            mp4.U32(Unity).U16(0x0100).Zeros(10);
            UnityMatrix(mp4);
            mp4.Zeros(24).U32(TrackId + 1);
        });

    private static void Track(Mp4Writer mp4, RenditionFormat format) =>
        mp4.Box("trak", () =>
        {
            const uint enabledInMovie = 3;
            mp4.FullBox("tkhd", 0, enabledInMovie, () =>
            {
                mp4.U32(0).U32(0).U32(TrackId).Zeros(4).U32(0).Zeros(8);
                mp4.U16(0).U16(1).U16(0x0100).Zeros(2);
                UnityMatrix(mp4);
                mp4.U32(0).U32(0);
            });
            // One edit, of all the fragments to come (duration 0), from the first real sample on.
            mp4.Box("edts", () => mp4.FullBox(
                "elst", 0, 0, () => mp4.U32(1).U32(0).U32(format.Priming).U32(Unity)));
            Media(mp4, format);
        });

    private static void Media(Mp4Writer mp4, RenditionFormat format) =>
        mp4.Box("mdia", () =>
        {
            const int undetermined = (('u' - 0x60) << 10) | (('n' - 0x60) << 5) | ('d' - 0x60);
            mp4.FullBox("mdhd", 0, 0, () =>
                mp4.U32(0).U32(0).U32(format.SampleRate).U32(0).U16(undetermined).U16(0));
            mp4.FullBox("hdlr", 0, 0, () =>
                mp4.U32(0).Ascii("soun").Zeros(12).Ascii("SoundHandler\0"));
            mp4.Box("minf", () =>
            {
                mp4.FullBox("smhd", 0, 0, () => mp4.U32(0));
                mp4.Box("dinf", () => mp4.FullBox(
                    "dref", 0, 0, () => mp4.U32(1).FullBox("url ", 0, 1, () => { })));
                SampleTable(mp4, format);
            });
        });

    private static void SampleTable(Mp4Writer mp4, RenditionFormat format) =>
        mp4.Box("stbl", () =>
        {
            mp4.FullBox("stsd", 0, 0, () =>
            {
                mp4.U32(1);
                if (format.Codec == RenditionCodec.Aac) AacEntry(mp4, format);
                else FlacEntry(mp4, format);
            });
            mp4.FullBox("stts", 0, 0, () => mp4.U32(0));
            mp4.FullBox("stsc", 0, 0, () => mp4.U32(0));
            mp4.FullBox("stsz", 0, 0, () => mp4.U32(0).U32(0));
            mp4.FullBox("stco", 0, 0, () => mp4.U32(0));
        });

    private static void AacEntry(Mp4Writer mp4, RenditionFormat format) =>
        mp4.Box("mp4a", () =>
        {
            AudioEntry(mp4, format, bits: 16);
            mp4.FullBox("esds", 0, 0, () => mp4.Bytes(ElementaryStream(format)));
        });

    private static void FlacEntry(Mp4Writer mp4, RenditionFormat format) =>
        mp4.Box("fLaC", () =>
        {
            // STREAMINFO: bits per sample, less one, in 5 bits across bytes 12 and 13.
            var info = format.Configuration.Span;
            var bits = (((info[12] & 1) << 4) | (info[13] >> 4)) + 1;
            AudioEntry(mp4, format, bits);
            const int lastBlockStreamInfo = 0x80;
            var length = format.Configuration.Length;
            mp4.FullBox("dfLa", 0, 0, () => mp4
                .U8(lastBlockStreamInfo).U8(0).U16(length).Bytes(format.Configuration.Span));
        });

    private static void AudioEntry(Mp4Writer mp4, RenditionFormat format, int bits)
    {
        mp4.Zeros(6).U16(1).Zeros(8).U16(format.Channels).U16(bits).Zeros(4);
        mp4.U16(ExpressibleRate(format.SampleRate)).U16(0);
    }

    /// <summary>The field ends at 65,535 Hz: a regular division stands for a higher rate.</summary>
    private static int ExpressibleRate(int rate)
    {
        while (rate > ushort.MaxValue) rate /= 2;
        return rate;
    }

    /// <summary>Descriptors of ISO/IEC 14496-1 with the AudioSpecificConfig inside.</summary>
    private static byte[] ElementaryStream(RenditionFormat format)
    {
        var specific = format.Configuration.Span;
        var mp4 = new Mp4Writer();
        mp4.U8(0x03).U8((byte)(3 + 2 + 13 + 2 + specific.Length + 3)).U16(0).U8(0);
        mp4.U8(0x04).U8((byte)(13 + 2 + specific.Length));
        const byte aac = 0x40, audioStream = 0x15;
        mp4.U8(aac).U8(audioStream).Zeros(3).U32(format.NominalBitRate).U32(format.NominalBitRate);
        mp4.U8(0x05).U8((byte)specific.Length).Bytes(specific);
        mp4.U8(0x06).U8(1).U8(2);
        return mp4.ToArray();
    }

    private static void UnityMatrix(Mp4Writer mp4) =>
        mp4.U32(Unity).Zeros(12).U32(Unity).Zeros(12).U32(0x4000_0000);
}
