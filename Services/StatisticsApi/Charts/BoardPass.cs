using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>Keeps the board current: one read of Redis per tick, however many ask.</summary>
internal sealed class BoardPass(
    BoardReader reader, TrackDirectory directory, CurrentBoard current,
    IOptions<ChartOptions> options, StatisticsTelemetry telemetry, PassServices services)
    : PeriodicPass(options.Value.Tick, services)
{
    /// <returns>0 while the counts are being restored.</returns>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync() is not { } reading) return default;
        var names = await directory.FindAsync([.. reading.Tracks.Keys], cancellationToken);
        current.Set(new Board(reading, names));
        telemetry.LiveSessionsMeasured(reading.ListeningNow);
        return new PassResult(1);
    }
}
