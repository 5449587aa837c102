namespace AudioStreaming.ServiceDefaults.Passes;

/// <summary>When a pass runs.</summary>
/// <param name="Interval">From the start of one pass to that of the next.</param>
/// <param name="FirstBackoff">After a failure; doubles with each.</param>
/// <param name="MaxBackoff">The longest wait after failures.</param>
public sealed record PassSchedule(TimeSpan Interval, TimeSpan FirstBackoff, TimeSpan MaxBackoff)
{
    private static readonly TimeSpan UsualBackoff = TimeSpan.FromSeconds(1);

    /// <summary>After failures a second, two, four… and at most the interval.</summary>
    public static PassSchedule Every(TimeSpan interval) =>
        new(interval, interval < UsualBackoff ? interval : UsualBackoff, interval);

    /// <param name="failures">Passes that failed in a row, at least one.</param>
    public TimeSpan Backoff(int failures) => Backoff(failures, FirstBackoff, MaxBackoff);

    /// <summary>As well for what is tried again and is no pass.</summary>
    public static TimeSpan Backoff(int failures, TimeSpan first, TimeSpan max)
    {
        var wait = first * (1L << Math.Clamp(failures - 1, 0, 30));
        return wait < max ? wait : max;
    }
}
