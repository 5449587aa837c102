using System.Threading.Channels;
using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>Holds every job of a converter at a step until the test lets it go.</summary>
internal sealed class HeldJobs
{
    private readonly Channel<TaskCompletionSource> _held =
        Channel.CreateUnbounded<TaskCompletionSource>();

    private volatile bool _open;

    private HeldJobs()
    {
    }

    public static HeldJobs At(WebApplication converter, string step)
    {
        var jobs = new HeldJobs();
        converter.Services.GetRequiredService<FaultPoints>().Reached =
            point => point == step ? jobs.HoldAsync() : Task.CompletedTask;
        return jobs;
    }

    /// <summary>Waits for the next job to reach the step.</summary>
    /// <returns>Lets it go on when set.</returns>
    public async Task<TaskCompletionSource> NextAsync() => await _held.Reader
        .ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    /// <summary>Lets all go that are held, and those to come.</summary>
    public void OpenAll()
    {
        _open = true;
        while (_held.Reader.TryRead(out var job)) job.TrySetResult();
    }

    private async Task HoldAsync()
    {
        if (_open) return;
        var job = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _held.Writer.WriteAsync(job);
        if (_open) OpenAll();
        await job.Task;
    }
}
