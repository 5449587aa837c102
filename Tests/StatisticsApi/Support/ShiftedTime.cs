namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>The system's clock, put forward; timers run as usual.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref _shiftTicks));
}
