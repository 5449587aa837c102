namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>
/// Redis lost the counts, or holds older ones than PostgreSQL: who finds that out reports it, and
/// recovery hears it.
/// </summary>
internal sealed class StaleCounts
{
    private Action _reported = () => { };

    public void WhenReported(Action act) => _reported += act;

    public void Report() => _reported();
}
