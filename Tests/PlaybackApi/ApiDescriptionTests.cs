using System.Text.Json.Nodes;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests;

public sealed class ApiDescriptionTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Description_CheckedIn_IsCurrentAndComplete()
    {
        await using var world = await PlaybackWorld.CreateAsync(infrastructure);
        var replica = await world.StartAsync();
        var served = await replica.Client.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken);
        ApiDescription.AssertCurrent("playbackapi", served);
        ApiDescription.AssertComplete(served);

        var operations =
            from path in JsonNode.Parse(served)!["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select operation.Value!;
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["operationId"]!);
            Assert.Contains("503", operation["responses"]!.AsObject().Select(r => r.Key));
        });
    }
}
