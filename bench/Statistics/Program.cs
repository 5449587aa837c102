using AudioStreaming.Statistics.Bench;
using AudioStreaming.Testing;

await using (var infrastructure = new InfrastructureFixture())
{
    await infrastructure.InitializeAsync();
    await IngestBench.RunAsync(infrastructure);
}
await using (var infrastructure = new InfrastructureFixture())
{
    await infrastructure.InitializeAsync();
    await DelayBench.RunAsync(infrastructure);
}
