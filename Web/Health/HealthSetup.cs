namespace AudioStreaming.Web.Health;

internal static class HealthSetup
{
    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(
                ServicesHealthCheck.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5))
            // The next check is the next attempt: retries would hold this one up, and an open
            // circuit would deny a service that is back. Each replica is asked by its address.
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        builder.Services.AddHealthChecks().AddCheck<ServicesHealthCheck>("services");
    }
}
