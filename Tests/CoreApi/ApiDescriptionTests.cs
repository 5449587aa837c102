using System.Text.Json.Nodes;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;

namespace AudioStreaming.CoreApi.Tests;

public sealed class ApiDescriptionTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Description_CheckedIn_IsCurrent()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var served = await core.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken);
        ApiDescription.AssertCurrent("coreapi", served);
    }

    [Fact]
    public async Task Description_OfTheApi_LeavesNothingUnsaid()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var served = await core.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken);
        ApiDescription.AssertComplete(served);
    }

    [Fact]
    public async Task Description_OfErrors_NamesEveryStatusThatHasACause()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var document = JsonNode.Parse(await core.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["responses"]!.AsObject())
            .Select(answer => answer.Key)
            .ToHashSet();
        Assert.Superset(
            new HashSet<string> { "400", "404", "409", "413", "415", "429", "503" }, described);
    }
}
