using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.AppHost;

/// <summary>One host: <c>aspire deploy -- --Deployment=compose</c>.</summary>
internal static class Compose
{
    private const int Replicas = 2;

    private static readonly string[] Replicated = ["converter", "playbackapi", "statisticsapi"];

    public static bool IsWanted(IConfiguration configuration) =>
        configuration["Deployment"] == "compose";

    public static void AddCompose(this IDistributedApplicationBuilder builder) =>
        builder.AddDockerComposeEnvironment("compose").ConfigureComposeFile(file =>
        {
            // Also whoever comes up before what it needs is started again.
            foreach (var service in file.Services.Values) service.Restart = "unless-stopped";
            foreach (var name in Replicated)
                file.Services[name].Deploy = new Deploy { Replicas = Replicas };
        });
}
