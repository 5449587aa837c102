using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>Whoever is told that the product is ready can use all of it.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the web front until it says that all services are ready.</summary>
    /// <param name="web">Its address.</param>
    /// <param name="failed">Completes if a service gives up.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InfrastructureException">They do not get ready in time.</exception>
    public static async Task AwaitAsync(
        Uri web, Task failed, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = web };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (!failed.IsCompleted && !await IsReadyAsync(client, limit.Token))
                await Task.Delay(Poll, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NotReady($"within {Limit.TotalMinutes:0} minutes");
        }
        if (failed.IsCompleted) throw NotReady("at all");
    }

    private static InfrastructureException NotReady(string when) => new(
        $"The services did not get ready {when}; the warnings above say what they lack.");

    private static async Task<bool> IsReadyAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync("health", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
