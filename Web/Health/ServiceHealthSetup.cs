namespace AudioStreaming.Web.Health;

internal static class ServiceHealthSetup
{
    public static void AddServiceHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(
            ServicesHealthCheck.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddHealthChecks().AddCheck<ServicesHealthCheck>("services");
    }
}
