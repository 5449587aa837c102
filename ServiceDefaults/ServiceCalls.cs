using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace AudioStreaming.ServiceDefaults;

/// <summary>
/// How services call each other: by name, found by service discovery, through the standard
/// resilience handler. Holds for every client of the <c>IHttpClientFactory</c> that does not
/// clear its handlers.
/// </summary>
internal static class ServiceCalls
{
    public static void AddServiceCalls(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // In this order each attempt is resolved anew, so that the next asks another replica.
            http.AddStandardResilienceHandler(BeQuick);
            http.AddServiceDiscovery();
        });
    }

    /// <summary>
    /// The defaults are for services far away, where no other replica may answer: the first retry
    /// after 2 s, and a circuit that opens when a tenth of all attempts fails.
    /// </summary>
    private static void BeQuick(HttpStandardResilienceOptions options)
    {
        // What changes something might have done so, although no answer came.
        options.Retry.DisableForUnsafeHttpMethods();
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);
        // The circuit is that of all replicas: it must not open while one of them answers.
        options.CircuitBreaker.FailureRatio = 1;
    }
}
