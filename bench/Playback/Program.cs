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
// All of it, or what is named: ping, memory, media.
bool Wanted(string part) => args.Length == 0 || args.Contains(part);
if (Wanted("ping")) await PingBench.RunAsync(infrastructure, service);
if (Wanted("memory")) await SessionMemoryBench.RunAsync(infrastructure, service);
if (Wanted("media")) await MediaBench.RunAsync(infrastructure, service);
