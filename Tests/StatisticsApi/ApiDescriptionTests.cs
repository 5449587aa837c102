using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests;

public sealed class ApiDescriptionTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Description_CheckedIn_IsCurrent()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var served = await host.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken);
        ApiDescription.AssertCurrent("statisticsapi", served);
    }

    [Fact]
    public async Task Description_OfTheApi_LeavesNothingUnsaid()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        ApiDescription.AssertComplete(await host.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken));
    }
}
