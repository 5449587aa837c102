using System.Diagnostics;
using System.Globalization;

namespace AudioStreaming.Bench.Transcoding;

/// <summary>Wall time, and processor time of this process and its children, in seconds.</summary>
internal sealed record Cost(double WallSeconds, double CpuSeconds)
{
    private const double TicksPerSecond = 100;

    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        var (clock, before) = (Stopwatch.StartNew(), Processor());
        await work();
        return new Cost(clock.Elapsed.TotalSeconds, Processor() - before);
    }

    public static double Wall(IEnumerable<Cost> costs) => costs.Min(cost => cost.WallSeconds);

    public static double Cpu(IEnumerable<Cost> costs) => costs.Min(cost => cost.CpuSeconds);

    public static void Print(string name, IReadOnlyCollection<Cost> costs) => Console.WriteLine(
        $"  {name}   wall {Wall(costs):F2} s, CPU {Cpu(costs):F2} s");

    /// <summary>
    /// Fields 14 to 17 of proc(5) stat: user and system time, own and of ended children.
    /// </summary>
    private static double Processor()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(')')[^1].Trim().Split(' ');
        return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }
}
