using System.Net.Sockets;
using AudioStreaming.Web.Gateway;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.ServiceDiscovery;

namespace AudioStreaming.Web.Health;

/// <summary>Ready when of every service behind the gateway some replica says that it is.</summary>
internal sealed class ServicesHealthCheck(
    IHttpClientFactory clients, ServiceEndpointResolver discovery) : IHealthCheck
{
    public const string ClientName = "health";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(
            ServiceNames.All.Select(name => IsReadyAsync(name, cancellationToken)));
        var missing = ServiceNames.All.Where((_, index) => !answers[index]).ToList();
        return missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", missing)}.");
    }

    /// <summary>Asks all at once, for one that hangs must not hide another.</summary>
    private async Task<bool> IsReadyAsync(string name, CancellationToken cancellation)
    {
        var replicas = await discovery.GetEndpointsAsync(
            ServiceNames.AddressOf(name), cancellation);
        using var client = clients.CreateClient(ClientName);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var questions = replicas.Endpoints
            .Select(replica => new Uri(new Uri(replica.ToString()!), "health"))
            .Select(address => IsReadyAsync(client, address, answered.Token))
            .ToList();
        await foreach (var question in Task.WhenEach(questions).WithCancellation(cancellation))
        {
            if (!await question) continue;
            await answered.CancelAsync();
            return true;
        }
        return false;
    }

    private static async Task<bool> IsReadyAsync(
        HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or SocketException or TaskCanceledException)
        {
            // Not ready, or no longer asked; another replica may be.
            return false;
        }
    }
}
