namespace AudioStreaming.Converter.Transcoding;

/// <summary>A child has written more than it may.</summary>
internal sealed class OutputTooLargeException() : Exception("the output is larger than allowed");
