namespace AudioStreaming.Converter.Transcoding;

/// <summary>A file that was taken for a short one is not.</summary>
internal sealed class LongerThanExpectedException(TimeSpan length)
    : Exception("the audio is longer than expected")
{
    /// <summary>What is expected now.</summary>
    public TimeSpan Length => length;
}
