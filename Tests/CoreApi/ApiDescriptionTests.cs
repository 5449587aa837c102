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
    public async Task Description_OfEveryOperation_HasItsSummaryErrorsAndNoUnknownType()
    {
        await using var core = await CoreApiHarness.StartNewAsync(infrastructure);
        var document = JsonNode.Parse(await core.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in operations!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty((string?)operation!["summary"]), path);
                Assert.Contains("503", operation["responses"]!.AsObject().Select(r => r.Key));
            }
        }
    }
}
