using Microsoft.Extensions.Hosting;

namespace AudioStreaming.AppHost;

/// <summary>
/// Says in one sentence what to do when a container cannot be started, most often because its
/// image cannot be pulled: then everything that waits for it fails as well, and none of it says so.
/// </summary>
internal sealed class ContainerFailures(ResourceNotificationService notifications)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!change.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
                || change.Snapshot.State?.Text is not { } state
                || (state != KnownResourceStates.FailedToStart
                    && state != KnownResourceStates.RuntimeUnhealthy))
                continue;
            await Console.Error.WriteLineAsync(
                $"The container '{change.Resource.Name}' ({image.Image}) cannot be started here; "
                + "see that the engine can pull its image, or start without containers: "
                + "--Infrastructure=local");
            return;
        }
    }
}
