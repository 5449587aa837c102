using AudioStreaming.Converter.Claims;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// The workers of this process. A pass gives each that is free the next job of the queue: at start,
/// when one is free again, when a message says that there is something, when the next job is due,
/// and by a timer.
/// </summary>
internal sealed partial class JobWorkers(
    JobQueue queue, JobRunner runner, ConverterTelemetry telemetry, IOptions<JobOptions> options,
    PassServices services, ILogger<JobWorkers> logger)
    : PeriodicPass(options.Value.Schedule, services)
{
    private readonly List<(TrackClaim Claim, Task Run)> _jobs = [];
    private readonly ILogger _logger = logger;

    private bool IsFull => _jobs.Count >= options.Value.Workers;

    /// <summary>Where there are several workers, one is kept for short jobs.</summary>
    private bool OnlyShort =>
        options.Value.Workers is > 1 and var workers
        && _jobs.Count(job => job.Claim.ShortLimit is null) >= workers - 1;

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        // First: what falls due meanwhile is taken below, or was told to come.
        var state = await queue.MeasureAsync(cancellationToken);
        var begun = 0;
        _jobs.RemoveAll(job => job.Run.IsCompleted);
        while (!IsFull && await queue.ClaimAsync(OnlyShort, cancellationToken) is { } claim)
        {
            var run = CompleteAsync(claim, cancellationToken);
            _jobs.Add((claim, run));
            // Only then it counts as completed.
            _ = run.ContinueWith(_ => Wake(), TaskScheduler.Default);
            begun++;
        }
        telemetry.QueueMeasured(Math.Max(0, state.Waiting - begun));
        return new PassResult(begun, state.NextIn);
    }

    /// <summary>Running jobs are returned before it ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_jobs.Select(job => job.Run)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CompleteAsync(TrackClaim claim, CancellationToken stopping)
    {
        try
        {
            await runner.RunAsync(claim, stopping);
        }
        catch (Exception fault)
        {
            // Nobody could be told of the outcome: it is tried again when the lease has run out.
            LogNotCompleted(fault, claim.TrackId);
        }
    }
}
