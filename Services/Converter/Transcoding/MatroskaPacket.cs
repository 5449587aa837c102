namespace AudioStreaming.Converter.Transcoding;

/// <param name="Track">Counts from 1, in the order in which the outputs were mapped.</param>
/// <param name="Data">One encoded frame.</param>
internal readonly record struct MatroskaPacket(int Track, ReadOnlyMemory<byte> Data);
