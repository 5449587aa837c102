using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Passes;

/// <summary>
/// An idempotent act over the current state: at start, at an interval, and when woken. A pass that
/// fails is logged, counted and repeated, later with every failure.
/// </summary>
public abstract partial class PeriodicPass : BackgroundService
{
    private readonly PassSchedule _schedule;
    private readonly PassServices _services;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wakeUp = new(0, 1);

    private int _failures;

    protected PeriodicPass(PassSchedule schedule, PassServices services)
    {
        (_schedule, _services) = (schedule, services);
        _logger = services.Loggers.CreateLogger(GetType());
    }

    protected PeriodicPass(TimeSpan interval, PassServices services)
        : this(PassSchedule.Every(interval), services)
    {
    }

    private string Name => GetType().Name;

    /// <summary>One pass. May be repeated, and may run in several replicas at once.</summary>
    public abstract Task<PassResult> RunAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a pass soon; but not sooner than a backoff ends.</summary>
    public void Wake()
    {
        lock (_wakeUp)
        {
            if (_wakeUp.CurrentCount == 0) _wakeUp.Release();
        }
    }

    public override void Dispose()
    {
        _wakeUp.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = _services.Time.GetTimestamp();
            var result = await TryRunAsync(stoppingToken);
            if (result is not { } done)
            {
                await Task.Delay(_schedule.Backoff(_failures), _services.Time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            var interval = _schedule.Interval - _services.Time.GetElapsedTime(started);
            await WaitAsync(
                done.NextIn < interval ? done.NextIn.Value : interval, stoppingToken);
        }
    }

    /// <summary>One pass whose failure is not the caller's.</summary>
    /// <returns>Null if it failed, or was stopped.</returns>
    protected async Task<PassResult?> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await RunAsync(cancellationToken);
            _failures = 0;
            _services.Telemetry.PassSucceeded(Name, _services.Time.GetUtcNow());
            return result;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            _failures++;
            _services.Telemetry.PassFailed(Name);
            LogFailed(fault, Name, _schedule.Backoff(_failures));
            return null;
        }
    }

    private async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (limit <= TimeSpan.Zero) return;
        using var timeout = new CancellationTokenSource(limit, _services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, cancellationToken);
        await _wakeUp.WaitAsync(either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
