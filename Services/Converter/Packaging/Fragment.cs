namespace AudioStreaming.Converter.Packaging;

/// <summary>A movie fragment: <c>moof</c> with one track run, and <c>mdat</c>.</summary>
internal static class Fragment
{
    private const int TrackId = 1;

    /// <param name="sequence">Of the fragment, from 1.</param>
    /// <param name="decodeTime">
    /// Of the first frame, in samples since the stream's first frame.
    /// </param>
    /// <param name="frames">At least one.</param>
    public static byte[] Write(int sequence, long decodeTime, IReadOnlyList<Frame> frames)
    {
        var mp4 = new Mp4Writer();
        var dataOffset = 0;
        mp4.Box("moof", () =>
        {
            mp4.FullBox("mfhd", 0, 0, () => mp4.U32(sequence));
            mp4.Box("traf", () =>
            {
                TrackFragmentHeader(mp4);
                mp4.FullBox("tfdt", 1, 0, () => mp4.U64(decodeTime));
                const uint withOffset = 0x1, withDurations = 0x100, withSizes = 0x200;
                mp4.FullBox("trun", 0, withOffset | withDurations | withSizes, () =>
                {
                    mp4.U32(frames.Count);
                    dataOffset = mp4.Length;
                    mp4.U32(0);
                    foreach (var frame in frames) mp4.U32(frame.Samples).U32(frame.Data.Length);
                });
            });
        });
        const int boxHeader = 8;
        mp4.Patch(dataOffset, mp4.Length + boxHeader);
        mp4.Box("mdat", () =>
        {
            foreach (var frame in frames) mp4.Bytes(frame.Data.Span);
        });
        return mp4.ToArray();
    }

    private static void TrackFragmentHeader(Mp4Writer mp4)
    {
        const uint withFlags = 0x20, baseIsMoof = 0x02_0000;
        const uint dependsOnNoOther = 0x0200_0000;
        mp4.FullBox(
            "tfhd", 0, withFlags | baseIsMoof, () => mp4.U32(TrackId).U32(dependsOnNoOther));
    }
}
