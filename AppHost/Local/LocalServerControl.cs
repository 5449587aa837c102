using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.AppHost.Local;

/// <summary>
/// Starts, stops and watches one local part, and tells the dashboard: its state, its log, and by
/// its protocol whether it serves.
/// </summary>
/// <param name="part">Serves already.</param>
internal sealed partial class LocalServerControl(LocalPart part) : IHealthCheck
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private Task _following = Task.CompletedTask;
    private volatile bool _isStopping;

    /// <summary>Makes it a part of the graph that starts.</summary>
    public async Task InitializeAsync(
        LocalServer resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        await start.Eventing.PublishAsync(
            new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken);
        await ServeAsync(resource, start.Services);
    }

    /// <summary>Starts it again after a stop, at the same address and with its data.</summary>
    /// <returns>Whether it serves.</returns>
    public async Task<bool> StartAsync(ExecuteCommandContext context, LocalServer resource)
    {
        await PublishAsync(resource, context.Services, KnownResourceStates.Starting);
        try
        {
            await part.Server!.StartAsync(context.CancellationToken);
        }
        catch (InfrastructureException exception)
        {
            LogFailed(LoggerOf(resource, context.Services), exception.Message);
            await PublishAsync(resource, context.Services, KnownResourceStates.FailedToStart);
            return false;
        }
        await ServeAsync(resource, context.Services);
        return true;
    }

    public async Task StopAsync(ExecuteCommandContext context, LocalServer resource)
    {
        await PublishAsync(resource, context.Services, KnownResourceStates.Stopping);
        _isStopping = true;
        await part.Server!.StopAsync();
        await _following;
        LogStopped(LoggerOf(resource, context.Services));
        await PublishAsync(resource, context.Services, KnownResourceStates.Exited);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await part.IsServingAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("it does not answer");

    private async Task ServeAsync(LocalServer resource, IServiceProvider services)
    {
        await PublishAsync(resource, services, KnownResourceStates.Running);
        LogServes(LoggerOf(resource, services), part.Description);
        _isStopping = false;
        _following = FollowAsync(resource, services);
    }

    /// <summary>Hands its log on, and sees when it ends without having been asked to.</summary>
    private async Task FollowAsync(LocalServer resource, IServiceProvider services)
    {
        if (part.Server is not { } server) return;
        var end = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var logger = LoggerOf(resource, services);
        using var log = server.LogPath is { } path
            ? new StreamReader(new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            : StreamReader.Null;
        bool isRunning;
        do
        {
            await Task.Delay(Poll, CancellationToken.None);
            isRunning = server.ProcessId is not null;
            while (await log.ReadLineAsync(CancellationToken.None) is { } line)
                LogLine(logger, line);
        }
        while (isRunning && !end.IsCancellationRequested);
        if (_isStopping || end.IsCancellationRequested) return;
        LogEnded(logger);
        await PublishAsync(resource, services, KnownResourceStates.Exited);
    }

    private Task PublishAsync(LocalServer resource, IServiceProvider services, string state) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(
            resource, snapshot => snapshot with
            {
                State = new ResourceStateSnapshot(
                    state,
                    state == KnownResourceStates.Exited ? KnownResourceStateStyles.Warn : null),
                StartTimeStamp = state == KnownResourceStates.Running
                    ? TimeProvider.System.GetUtcNow().UtcDateTime
                    : snapshot.StartTimeStamp,
                Properties =
                [
                    new(CustomResourceKnownProperties.Source, part.Description),
                    new("process", part.Server?.ProcessId),
                    new("log", part.Server?.LogPath),
                ],
            });

    private static ILogger LoggerOf(LocalServer resource, IServiceProvider services) =>
        services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
}
