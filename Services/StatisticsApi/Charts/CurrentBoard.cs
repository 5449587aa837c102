namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The newest board; null until the first was read.</summary>
internal sealed class CurrentBoard
{
    private volatile Board? _board;

    public Board? Value => _board;

    public void Set(Board board) => _board = board;
}
