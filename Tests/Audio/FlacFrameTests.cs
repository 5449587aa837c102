namespace AudioStreaming.Audio.Tests;

public class FlacFrameTests
{
    /// <summary>STREAMINFO begins with the length of a stream's blocks: 4,096.</summary>
    private static readonly byte[] Info = [0x10, 0x00];

    [Theory]
    [InlineData(0x19, new byte[] { 0 }, 0xED, 192)]
    [InlineData(0x59, new byte[] { 0 }, 0x6B, 4_608)]
    [InlineData(0xC9, new byte[] { 0 }, 0xC2, 4_096)]
    [InlineData(0x69, new byte[] { 0x7F, 0x0F }, 0xF3, 16)]
    [InlineData(0x79, new byte[] { 0xC2, 0x80, 0x0B, 0xFF }, 0xFB, 3_072)]
    public void Header_OfAFrame_TellsItsSamples(
        byte sizeAndRate, byte[] numberAndSize, byte checkSum, int samples)
    {
        byte[] frame = [0xFF, 0xF8, sizeAndRate, 0x18, .. numberAndSize, checkSum, 0, 0];

        Assert.Equal(samples, FlacFrame.Parse(frame, Info)?.Samples);
        frame[^3] ^= 1;
        Assert.Null(FlacFrame.Parse(frame, Info));
    }
}
