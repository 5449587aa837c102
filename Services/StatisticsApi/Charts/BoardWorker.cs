using AudioStreaming.StatisticsApi.Stream;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>Keeps the board current: one read of Redis per tick, however many ask.</summary>
internal sealed partial class BoardWorker(
    BoardReader reader, TrackDirectory directory, CurrentBoard current, StatsFeed feed,
    IHostApplicationLifetime lifetime, TimeProvider time, IOptions<ChartOptions> options,
    StatisticsTelemetry telemetry, ILogger<BoardWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // Before the server waits for open requests to end.
        using var ending = lifetime.ApplicationStopping.Register(feed.Close);
        using var timer = new PeriodicTimer(options.Value.Tick, time);
        try
        {
            do await TryTickAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryTickAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await reader.ReadAsync() is not { } reading) return;
            var names = await directory.FindAsync(
                [.. reading.Tracks.Keys], cancellationToken);
            var board = new Board(reading, names);
            current.Set(board);
            telemetry.LiveSessions.Record(board.ListeningNow);
            feed.Publish(board);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogRetry(exception);
        }
    }
}
