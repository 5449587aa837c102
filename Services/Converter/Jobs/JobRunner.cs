using System.Diagnostics;
using AudioStreaming.Converter.Claims;
using AudioStreaming.Converter.Conversion;
using AudioStreaming.Converter.Transcoding;
using AudioStreaming.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>Takes a claimed track through conversion and outcome.</summary>
internal sealed partial class JobRunner(
    TrackClaims claims, TrackConversion conversion, ConverterTelemetry telemetry,
    FaultPoints faults, TimeProvider time, IOptions<ClaimOptions> options,
    ILogger<JobRunner> logger)
{
    private const string GaveUp =
        "The conversion failed several times. Please upload the file again later.";

    /// <summary>Of each step of completing a job: a stop must not take 5 s.</summary>
    private static readonly TimeSpan CompletionLimit = TimeSpan.FromSeconds(2);

    /// <exception cref="Exception">The outcome could not be written.</exception>
    public async Task RunAsync(TrackClaim claim, CancellationToken stopping)
    {
        using var activity = ConverterTelemetry.Source.StartActivity(
            "transcode", ActivityKind.Consumer, claim.Trace);
        activity?.SetTag("track.id", claim.TrackId.ToString());
        await faults.ReachAsync("job.claimed");
        var started = time.GetTimestamp();
        telemetry.JobStarted();
        var outcome = JobOutcome.Lost;
        try
        {
            outcome = await CompleteAsync(claim, stopping);
        }
        catch (ClaimLostException)
        {
            LogClaimLost(claim.TrackId, claim.Version);
            await faults.ReachAsync("job.lost");
            await CleanUpAsync(claim, claim.Version);
        }
        finally
        {
            activity?.SetTag("job.outcome", outcome.ToString());
            telemetry.JobEnded(outcome.ToString(), time.GetElapsedTime(started));
        }
    }

    private async Task<JobOutcome> CompleteAsync(TrackClaim claim, CancellationToken stopping)
    {
        await using var lease = claims.Hold(claim, stopping);
        try
        {
            if (claim.Attempts > options.Value.MaxAttempts)
                throw new RejectedException(GaveUp, "attempts");
            var finished = await conversion.RunAsync(claim, lease.Token);
            await CleanUpAsync(claim, claim.Version - 1);
            await claims.PublishAsync(claim, finished, lease.Token);
            await faults.ReachAsync("job.published");
            LogReady(claim.TrackId, claim.Version, finished.DurationMs);
            return JobOutcome.Ready;
        }
        catch (RejectedException rejected)
        {
            return await FailAsync(claim, rejected.Message, rejected.Cause);
        }
        catch (LongerThanExpectedException longer)
        {
            LogLonger(claim.TrackId, longer.Length);
            return await ReturnAsync(
                claim with { ExpectedLength = longer.Length }, JobOutcome.Longer, TimeSpan.Zero);
        }
        catch (Exception) when (lease.IsLost)
        {
            throw new ClaimLostException();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return await ReturnAsync(claim, JobOutcome.Returned, TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is not ClaimLostException)
        {
            LogAttemptFailed(fault, claim.TrackId, claim.Attempts, options.Value.MaxAttempts);
            if (claim.Attempts >= options.Value.MaxAttempts)
                return await FailAsync(claim, GaveUp, fault.GetType().Name);
            telemetry.Retried(fault.GetType().Name);
            return await ReturnAsync(
                claim, JobOutcome.Retried, options.Value.Backoff(claim.Attempts));
        }
    }

    private async Task<JobOutcome> FailAsync(TrackClaim claim, string reason, string cause)
    {
        await CleanUpAsync(claim, claim.Version);
        using var limit = new CancellationTokenSource(CompletionLimit, time);
        await claims.FailAsync(claim, reason, limit.Token);
        telemetry.Failed(cause);
        LogFailed(claim.TrackId, cause, reason);
        return JobOutcome.Failed;
    }

    private async Task<JobOutcome> ReturnAsync(
        TrackClaim claim, JobOutcome outcome, TimeSpan wait)
    {
        await CleanUpAsync(claim, claim.Version);
        using var limit = new CancellationTokenSource(CompletionLimit, time);
        await claims.ReturnAsync(claim, wait, outcome == JobOutcome.Retried, limit.Token);
        return outcome;
    }

    /// <summary>
    /// Removes what versions up to <paramref name="last"/> have left. It comes before the outcome
    /// is written: a worker that dies in between is replaced, and its successor removes the rest.
    /// </summary>
    private async Task CleanUpAsync(TrackClaim claim, long last)
    {
        try
        {
            using var limit = new CancellationTokenSource(CompletionLimit, time);
            await conversion.RemoveAsync(claim.TrackId, last, limit.Token);
        }
        catch (Exception fault)
        {
            // The next worker on this track, or its deletion, removes it.
            LogNotRemoved(fault, claim.TrackId, last);
        }
    }
}
