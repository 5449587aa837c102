using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.AppHost.Local;

/// <summary>
/// Starts, stops and watches one local part, and tells the dashboard: its state, its log, and by
/// its protocol whether it serves.
/// </summary>
/// <param name="name">The part's.</param>
/// <param name="find">Gives the part, started.</param>
internal sealed partial class LocalServerControl(
    string name, Func<string, CancellationToken, Task<LocalPart>> find) : IHealthCheck
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private LocalPart? _part;
    private Following? _following;

    /// <summary>Starts it with the graph.</summary>
    public Task InitializeAsync(
        LocalServer resource, InitializeResourceEvent start, CancellationToken cancellationToken) =>
        RunAsync(resource, start.Services, async () =>
        {
            _part = await find(name, cancellationToken);
            await start.Eventing.PublishAsync(
                new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken);
        });

    /// <summary>Starts it again after a stop, at the same address and with its data.</summary>
    public Task<bool> StartAsync(ExecuteCommandContext context, LocalServer resource) =>
        RunAsync(
            resource, context.Services,
            () => _part!.Server!.StartAsync(context.CancellationToken));

    public async Task StopAsync(ExecuteCommandContext context, LocalServer resource)
    {
        await PublishAsync(resource, context.Services, KnownResourceStates.Stopping);
        _following?.End();
        await _part!.Server!.StopAsync();
        LogStopped(LoggerOf(resource, context.Services));
        await PublishAsync(resource, context.Services, KnownResourceStates.Exited);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _part switch
        {
            null => HealthCheckResult.Unhealthy("it has not started"),
            { Server: null } => HealthCheckResult.Healthy(),
            { Server: var server } when await server.IsServingAsync(cancellationToken) =>
                HealthCheckResult.Healthy(),
            _ => HealthCheckResult.Unhealthy("it does not answer"),
        };

    private async Task<bool> RunAsync(
        LocalServer resource, IServiceProvider services, Func<Task> start)
    {
        var logger = LoggerOf(resource, services);
        await PublishAsync(resource, services, KnownResourceStates.Starting);
        try
        {
            await start();
        }
        catch (InfrastructureException exception)
        {
            LogFailed(logger, exception.Message);
            await PublishAsync(resource, services, KnownResourceStates.FailedToStart);
            return false;
        }
        await PublishAsync(resource, services, KnownResourceStates.Running);
        LogServes(logger, _part!.Description);
        _following = new Following();
        _ = FollowAsync(resource, services, _following);
        return true;
    }

    /// <summary>Hands its log on, and sees when it ends without having been asked to.</summary>
    private async Task FollowAsync(
        LocalServer resource, IServiceProvider services, Following following)
    {
        if (_part!.Server is not { } server) return;
        var logger = LoggerOf(resource, services);
        using var log = server.LogPath is { } path
            ? new StreamReader(new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            : StreamReader.Null;
        while (!following.HasEnded)
        {
            var isRunning = server.ProcessId is not null;
            while (await log.ReadLineAsync(CancellationToken.None) is { } line)
                LogLine(logger, line);
            if (!isRunning && !following.HasEnded)
            {
                LogEnded(logger);
                await PublishAsync(resource, services, KnownResourceStates.Exited);
                return;
            }
            await Task.Delay(Poll);
        }
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
                    new(CustomResourceKnownProperties.Source, _part?.Description),
                    new("process", _part?.Server?.ProcessId),
                    new("log", _part?.Server?.LogPath),
                ],
            });

    /// <summary>From one start to the stop that was asked for.</summary>
    private sealed class Following
    {
        private volatile bool _hasEnded;

        public bool HasEnded => _hasEnded;

        public void End() => _hasEnded = true;
    }

    private static ILogger LoggerOf(LocalServer resource, IServiceProvider services) =>
        services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
}
