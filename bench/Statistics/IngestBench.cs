using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Confluent.Kafka;
using StackExchange.Redis;

namespace AudioStreaming.Statistics.Bench;

/// <summary>Events counted a second, beside what the log and Redis alone can do.</summary>
internal static class IngestBench
{
    private const int OriginalSystem = 2_900;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(InfrastructureFixture infrastructure)
    {
        Console.WriteLine($"ingest, {EventLog.Events:N0} events of 10,000 sessions:");
        EventLog.Fill(infrastructure.Kafka);
        Report(
            "bare consumer of the same log", EventLog.Events, Consume(infrastructure.Kafka), null);
        await CountAsync(infrastructure);
        Console.WriteLine($"  {"original system",-40}{OriginalSystem,12:N0} events/s");
        await PipelineAsync(infrastructure);
    }

    private static TimeSpan Consume(string bootstrapServers)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "bench",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        consumer.Subscribe(Topics.PlaybackEvents);
        consumer.Consume(Limit);
        var clock = Stopwatch.StartNew();
        for (var i = 1; i < EventLog.Events; i++)
            _ = consumer.Consume(Limit) ?? throw new TimeoutException("the log ends early");
        consumer.Close();
        return clock.Elapsed;
    }

    private static async Task CountAsync(InfrastructureFixture infrastructure)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(infrastructure.Redis);
        await using var service = await ServiceProcess.StartAsync(
            "StatisticsApi",
            new Dictionary<string, string>
            {
                ["ConnectionStrings:database"] = await infrastructure.CreateDatabaseAsync(),
                ["ConnectionStrings:redis"] = infrastructure.Redis,
                ["ConnectionStrings:kafka"] = infrastructure.Kafka,
                ["Kafka:LogId"] = infrastructure.KafkaBroker.LogId,
            });
        using var process = Process.GetProcessById(service.ProcessId);
        // The first third is for the just-in-time compiler.
        var first = await UntilAsync(redis, counted => counted >= EventLog.Events / 3);
        process.Refresh();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var last = await UntilAsync(redis, counted => counted == EventLog.Events);
        clock.Stop();
        process.Refresh();
        Report(
            "statistics service", last - first, clock.Elapsed,
            process.TotalProcessorTime - before);
    }

    /// <returns>How many events are counted.</returns>
    private static async Task<long> UntilAsync(
        ConnectionMultiplexer redis, Func<long, bool> condition)
    {
        long counted = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                var offsets = await redis.GetDatabase().HashGetAllAsync("{stats}:offsets");
                counted = offsets.Sum(entry => long.Parse(((string)entry.Value!).Split(' ')[0]));
                return condition(counted);
            },
            "the log is counted", Limit);
        return counted;
    }

    private static async Task PipelineAsync(InfrastructureFixture infrastructure)
    {
        var start = new ProcessStartInfo(
            "redis-benchmark",
            [
                "-s", infrastructure.Redis.TrimStart('!'), "-P", "64", "-n", "1000000", "-q",
                "ZINCRBY", "bench", "1", "member",
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var benchmark = Process.Start(start)!;
        var output = await benchmark.StandardOutput.ReadToEndAsync();
        Console.WriteLine($"  redis-benchmark: {output.Split('\r', '\n').Last(
            line => line.Contains("requests per second")).Trim()}");
    }

    private static void Report(string what, long events, TimeSpan elapsed, TimeSpan? processor)
    {
        var perCore = processor is { } time
            ? $", {events / time.TotalSeconds:N0} per second of its processor time"
            : "";
        Console.WriteLine(
            $"  {what,-40}{events / elapsed.TotalSeconds,12:N0} events/s{perCore}");
    }
}
