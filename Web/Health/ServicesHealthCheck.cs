using AudioStreaming.Web.Gateway;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.Web.Health;

/// <summary>Ready when every service behind the gateway says that it is.</summary>
internal sealed class ServicesHealthCheck(IHttpClientFactory clients, IConfiguration configuration)
    : IHealthCheck
{
    public const string ClientName = "health";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(
            ServiceAddresses.Names.Select(name => IsReadyAsync(name, cancellationToken)));
        var missing = ServiceAddresses.Names.Where((_, index) => !answers[index]).ToList();
        return missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", missing)}.");
    }

    private async Task<bool> IsReadyAsync(string name, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(ClientName);
        foreach (var address in ServiceAddresses.Of(configuration, name))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "health"), cancellation);
                if (answer.IsSuccessStatusCode)
                    return true;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException
                && !cancellation.IsCancellationRequested)
            {
                // Not ready; another replica may be.
            }
        }
        return false;
    }
}
