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
        var told = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            // Kafka's user interface is a convenience.
            if (change.Resource is KafkaUIContainerResource
                || !change.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
                || change.Snapshot.State?.Text is not { } state
                || (state != KnownResourceStates.FailedToStart
                    && state != KnownResourceStates.RuntimeUnhealthy)
                || !told.Add(change.Resource.Name))
                continue;
            await Console.Error.WriteLineAsync(
                $"The container '{change.Resource.Name}' ({image.Image}) cannot be started here; "
                + "see that the engine can pull its image, or start without containers: "
                + "--Infrastructure=local");
        }
    }
}
