using System.Diagnostics;
using System.Globalization;
using AudioStreaming.Contracts;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Confluent.Kafka;
using StackExchange.Redis;

namespace AudioStreaming.Statistics.Bench;

/// <summary>Events counted a second, beside what the log and Redis alone can do.</summary>
internal static class IngestBench
{
    private const int OriginalSystem = 2_900;
    private const int Rounds = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(InfrastructureFixture infrastructure)
    {
        Console.WriteLine($"ingest, {EventLog.Events:N0} events of 10,000 sessions:");
        var inProcess = await CountFromInProcessAsync(
            "in-process broker", infrastructure, EventLog.SigningKey);
        var trusting = await CountFromInProcessAsync(
            "in-process broker, trusted", infrastructure, signingKey: "");
        Console.WriteLine(
            $"    per core {inProcess.PerCore / trusting.PerCore:N2} where signatures are checked");
        if (TestKafka.Missing is { } reason)
        {
            Console.WriteLine($"  a real broker cannot be started: {reason}");
        }
        else
        {
            var real = await CountFromRealAsync(infrastructure);
            Console.WriteLine(
                $"    per core {real.PerCore / inProcess.PerCore:N2} of the in-process broker's");
        }
        Console.WriteLine($"  {"original system",-40}{OriginalSystem,12:N0} events/s");
        await PipelineAsync(infrastructure);
    }

    private static async Task<Pace> CountFromRealAsync(InfrastructureFixture infrastructure)
    {
        await using var kafka = await new KafkaCluster().StartedAsync();
        foreach (var topic in Topics.All)
            await kafka.CreateTopicAsync(topic, Topics.Partitions(topic));
        return await CompareAsync(
            "real broker", infrastructure, kafka.BootstrapServers, logId: "", EventLog.SigningKey);
    }

    private static async Task<Pace> CountFromInProcessAsync(
        string name, InfrastructureFixture infrastructure, string signingKey)
    {
        await using var kafka = new KafkaBroker();
        await kafka.StartAsync(CancellationToken.None);
        return await CompareAsync(
            name, infrastructure, kafka.BootstrapServers, kafka.LogId, signingKey);
    }

    /// <returns>The service's.</returns>
    private static async Task<Pace> CompareAsync(
        string name, InfrastructureFixture infrastructure, string bootstrapServers, string logId,
        string signingKey)
    {
        EventLog.Fill(bootstrapServers);
        var bare = Consume(bootstrapServers);
        Report($"{name}, bare consumer", bare);
        var service = await CountAsync(infrastructure, bootstrapServers, logId, signingKey);
        Console.WriteLine(
            $"    per core {service.PerCore / bare.PerCore:N2} of the bare consumer's");
        return service;
    }

    /// <summary>In this process, and so is the in-process broker.</summary>
    private static Pace Consume(string bootstrapServers)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "bench",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        consumer.Subscribe(Topics.PlaybackEvents);
        consumer.Consume(Limit);
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var i = 1; i < EventLog.Events; i++)
            _ = consumer.Consume(Limit) ?? throw new TimeoutException("the log ends early");
        clock.Stop();
        var processor = Environment.CpuUsage.TotalTime - before;
        consumer.Close();
        return new Pace(EventLog.Events, clock.Elapsed, processor);
    }

    private static async Task<Pace> CountAsync(
        InfrastructureFixture infrastructure, string bootstrapServers, string logId,
        string signingKey)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            infrastructure.Redis + ",allowAdmin=true");
        await redis.GetServers()[0].FlushDatabaseAsync();
        await using var service = await ServiceProcess.StartAsync(
            "StatisticsApi",
            new Dictionary<string, string>
            {
                ["ConnectionStrings:database"] = await infrastructure.CreateDatabaseAsync(),
                ["ConnectionStrings:redis"] = infrastructure.Redis,
                ["ConnectionStrings:kafka"] = bootstrapServers,
                ["Kafka:LogId"] = logId,
                ["Kafka:SigningKey"] = signingKey,
            });
        for (var round = 1; round < Rounds; round++)
        {
            await UntilCountedAsync(redis, round * (long)EventLog.Events);
            // Else the time to write the log would be that to read it.
            service.Signal(Signal.Stop);
            EventLog.Fill(bootstrapServers);
            service.Signal(Signal.Continue);
        }
        return await MeasureAsync(redis, service.ProcessId);
    }

    /// <summary>In the last round, when the just-in-time compiler is done.</summary>
    private static async Task<Pace> MeasureAsync(ConnectionMultiplexer redis, int processId)
    {
        using var process = Process.GetProcessById(processId);
        var first = await UntilCountedAsync(redis, (Rounds - 1) * (long)EventLog.Events + 1);
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var redisBefore = await RedisTimeAsync(redis);
        var last = await UntilCountedAsync(redis, Rounds * (long)EventLog.Events);
        clock.Stop();
        process.Refresh();
        var redisTime = await RedisTimeAsync(redis) - redisBefore;
        var pace = new Pace(last - first, clock.Elapsed, process.TotalProcessorTime - before);
        Report("  statistics service (goal: 100,000)", pace);
        var (redisOnly, both) = (
            pace with { Processor = redisTime },
            pace with { Processor = pace.Processor + redisTime });
        Console.WriteLine(
            $"    a second of Redis' processor time carries {redisOnly.PerCore:N0}, "
            + $"of both {both.PerCore:N0}");
        return pace;
    }

    /// <summary>Processor time of the Redis server's main thread and its others.</summary>
    private static async Task<TimeSpan> RedisTimeAsync(ConnectionMultiplexer redis)
    {
        var info = await redis.GetServers()[0].InfoAsync("cpu");
        var cpu = info[0].ToDictionary(entry => entry.Key, entry => entry.Value);
        return TimeSpan.FromSeconds(
            double.Parse(cpu["used_cpu_user"], CultureInfo.InvariantCulture)
            + double.Parse(cpu["used_cpu_sys"], CultureInfo.InvariantCulture));
    }

    /// <returns>How many events are counted.</returns>
    private static async Task<long> UntilCountedAsync(ConnectionMultiplexer redis, long events)
    {
        long counted = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                var offsets = await redis.GetDatabase().HashGetAllAsync("{stats}:offsets");
                counted = offsets.Sum(entry => long.Parse(((string)entry.Value!).Split(' ')[0]));
                return counted >= events;
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
        Console.WriteLine($"  limit, redis-benchmark: {output.Split('\r', '\n').Last(
            line => line.Contains("requests per second")).Trim()}");
    }

    private static void Report(string what, Pace pace) => Console.WriteLine($"  {what,-40}{pace}");
}
