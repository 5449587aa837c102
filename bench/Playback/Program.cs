using AudioStreaming.Playback.Bench;
using AudioStreaming.Testing;

if (Environment.GetEnvironmentVariable(BareServer.Switch) is not null)
{
    await BareServer.RunAsync();
    return;
}

await using var infrastructure = new InfrastructureFixture();
await infrastructure.InitializeAsync();
await using var service = await PlaybackUnderLoad.StartAsync(infrastructure);
await PingBench.RunAsync(infrastructure, service);
await SessionMemoryBench.RunAsync(infrastructure, service);
await MediaBench.RunAsync(infrastructure, service);
