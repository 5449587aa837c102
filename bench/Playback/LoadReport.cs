namespace AudioStreaming.Playback.Bench;

/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50Ms">Half of them took no longer, in milliseconds.</param>
/// <param name="P99Ms">99 % of them took no longer, in milliseconds.</param>
/// <param name="CpuUs">
/// Processor time of the server for each, in microseconds: tells more than the rate where others
/// use the machine too.
/// </param>
internal sealed record LoadReport(double PerSecond, double P50Ms, double P99Ms, double CpuUs)
{
    public static LoadReport Of(
        IEnumerable<double> latenciesMs, TimeSpan time, TimeSpan processorTime)
    {
        var sorted = latenciesMs.Order().ToList();
        return new LoadReport(
            sorted.Count / time.TotalSeconds, sorted[sorted.Count / 2],
            sorted[sorted.Count * 99 / 100], processorTime.TotalMicroseconds / sorted.Count);
    }

    /// <summary>Each figure's median over several rounds.</summary>
    public static LoadReport Median(IReadOnlyList<LoadReport> rounds) => new(
        Median(rounds.Select(round => round.PerSecond)),
        Median(rounds.Select(round => round.P50Ms)),
        Median(rounds.Select(round => round.P99Ms)), Median(rounds.Select(round => round.CpuUs)));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public void Print(string what) => Console.WriteLine(
        $"  {what,-48} {PerSecond,9:N0}/s   p50 {P50Ms,6:N2} ms   p99 {P99Ms,6:N2} ms   "
        + $"CPU {CpuUs,4:N0} µs each");
}
