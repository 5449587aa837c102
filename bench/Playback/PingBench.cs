using System.Diagnostics;
using System.Globalization;
using AudioStreaming.Testing;
using StackExchange.Redis;

namespace AudioStreaming.Playback.Bench;

/// <summary>Heartbeats a second, beside what the web server and Redis could do at most.</summary>
internal static class PingBench
{
    private const int Connections = 64;
    private const int RedisRequests = 100_000;

    public static async Task RunAsync(
        InfrastructureFixture infrastructure, PlaybackUnderLoad service)
    {
        Console.WriteLine($"Heartbeats, {Connections} connections, one process");
        var requests = new List<byte[]>();
        for (var count = 0; count < Connections; count++) requests.Add(await service.OpenAsync());
        var (first, warm) = await HttpLoad.RunAsync(
            service.Address, service.ProcessId, requests);
        first.Print("POST /ping, first seconds");
        warm.Print("POST /ping");

        await using (var bare = await ServiceProcess.StartAsync(
            "Playback.Bench", new Dictionary<string, string> { [BareServer.Switch] = "1" }))
        {
            (first, warm) = await HttpLoad.RunAsync(bare.BaseAddress, bare.ProcessId, requests);
            first.Print("limit: parse and answer, first seconds");
            warm.Print("limit: parse and answer");
        }

        foreach (var pipeline in new[] { 1, 16 })
            Console.WriteLine(
                $"  {$"limit: redis-benchmark, the same script, pipeline {pipeline}",-48} "
                + $"{await RedisLimitAsync(infrastructure, pipeline),9:N0}/s");
        Console.WriteLine($"  {"the original system's, for comparison",-48} {3000,9:N0}/s");
    }

    private static async Task<double> RedisLimitAsync(
        InfrastructureFixture infrastructure, int pipeline)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            infrastructure.Redis + ",allowAdmin=true");
        var server = redis.GetServers().Single();
        var script = typeof(PlaybackApi.PlaybackApiSetup).Assembly.GetManifestResourceStream(
            "AudioStreaming.PlaybackApi.Sessions.step.lua")!;
        using var reader = new StreamReader(script);
        var hash = Convert.ToHexStringLower(
            await server.ScriptLoadAsync(await reader.ReadToEndAsync()));
        string state = "";
        await foreach (var key in server.KeysAsync(pattern: "session:*:state")) state = key!;
        var marker = state[..^":state".Length];
        var start = new ProcessStartInfo("redis-benchmark",
        [
            "-s", infrastructure.Redis.TrimStart('!'), "-q", "--csv", "-c", $"{Connections}",
            "-n", $"{RedisRequests}", "-P", $"{pipeline}",
            "EVALSHA", hash, "3", marker, state, "sessions:{playback}:deadlines",
            marker.Split(':')[^1], "playing", "300000", "300000", "12500",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var fields = output.Trim().Split('\n')[^1].Split("\",\"");
        return double.Parse(fields[1], CultureInfo.InvariantCulture);
    }
}
