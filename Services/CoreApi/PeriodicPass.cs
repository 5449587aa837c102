namespace AudioStreaming.CoreApi;

/// <summary>
/// An idempotent pass over the current state: at start, on a timer, and when woken. A pass that
/// fails is run again at its next turn.
/// </summary>
internal abstract partial class PeriodicPass(
    TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    private readonly SemaphoreSlim _wakeUp = new(0, 1);

    /// <returns>How many things were put right.</returns>
    public abstract Task<int> RunAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a pass soon.</summary>
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
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var done = await RunAsync(stoppingToken);
                if (done > 0) PassEnded(GetType().Name, done);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                PassFailed(fault, GetType().Name);
                await Task.Delay(interval, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, cancellationToken);
        try
        {
            await _wakeUp.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }
}
