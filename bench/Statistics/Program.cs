using AudioStreaming.Statistics.Bench;
using AudioStreaming.Testing;

// Which part to run: ingest or delay; both where none is named.
if (args is not ["delay"]) await RunAsync(IngestBench.RunAsync);
if (args is not ["ingest"]) await RunAsync(DelayBench.RunAsync);

static async Task RunAsync(Func<InfrastructureFixture, Task> bench)
{
    await using var infrastructure = new InfrastructureFixture();
    await infrastructure.InitializeAsync();
    await bench(infrastructure);
}
