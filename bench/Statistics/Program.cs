using AudioStreaming.Statistics.Bench;
using AudioStreaming.Testing;

// All of it, or what is named: ingest, delay.
bool Wanted(string part) => args.Length == 0 || args.Contains(part);
if (Wanted("ingest")) await RunAsync(IngestBench.RunAsync);
if (Wanted("delay")) await RunAsync(DelayBench.RunAsync);

static async Task RunAsync(Func<InfrastructureFixture, Task> bench)
{
    await using var infrastructure = new InfrastructureFixture();
    await infrastructure.InitializeAsync();
    await bench(infrastructure);
}
