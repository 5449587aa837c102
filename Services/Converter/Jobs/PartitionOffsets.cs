namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// The messages of one partition that are being worked on. They finish in any order; only what lies
/// before the first unfinished one may be committed.
/// </summary>
internal sealed class PartitionOffsets
{
    private readonly SortedDictionary<long, bool> _finished = [];
    private long? _next;

    /// <returns>How many messages before this one were dropped by the log unread.</returns>
    public long Start(long offset)
    {
        var lost = Math.Max(0, offset - (_next ?? offset));
        _next = offset + 1;
        _finished[offset] = false;
        return lost;
    }

    /// <returns>
    /// The offset to commit (the next to be read after a restart), if it has moved.
    /// </returns>
    public long? Finish(long offset)
    {
        if (!_finished.ContainsKey(offset)) return null;
        _finished[offset] = true;
        long? commit = null;
        while (_finished.Count > 0 && _finished.First() is { Value: true } first)
        {
            _finished.Remove(first.Key);
            commit = first.Key + 1;
        }
        return commit;
    }
}
