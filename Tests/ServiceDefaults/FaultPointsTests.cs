using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class FaultPointsTests
{
    /// <summary>It would end this very process.</summary>
    [Fact]
    public async Task Setting_OutsideDevelopment_KillsNothing()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Faults:KillAt", (string?)"here")])
            .Build();
        foreach (var name in (string[])[Environments.Production, Environments.Staging])
        {
            var faults = new FaultPoints(
                configuration, new HostingEnvironment { EnvironmentName = name });
            await faults.ReachAsync("here");
        }
    }
}
