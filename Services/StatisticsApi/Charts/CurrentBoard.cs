namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The newest board; null until the first was read.</summary>
internal sealed class CurrentBoard
{
    private volatile Board? _board;
    private Action<Board> _read = _ => { };

    public Board? Value => _board;

    public void WhenRead(Action<Board> act) => _read += act;

    public void Set(Board board)
    {
        _board = board;
        _read(board);
    }
}
