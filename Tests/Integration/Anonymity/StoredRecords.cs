using System.Diagnostics;
using System.Text;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.Integration.Tests.Anonymity;

/// <param name="Place">Where it is kept: a table, a key, a topic, a file.</param>
/// <param name="Values">
/// Its parts, bytes as Latin-1 characters so that none is lost or changed.
/// </param>
internal sealed record StoredRecord(string Place, IReadOnlyList<string> Values)
{
    public string Text => string.Join('\n', Values.Prepend(Place));
}

/// <summary>Reads all that the product keeps, each record by its parts.</summary>
internal static class StoredRecords
{
    private static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(10);

    /// <summary>Every row of every table of every schema, as <c>pg_dump</c> writes it.</summary>
    public static async Task<List<StoredRecord>> OfDatabaseAsync(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        using var dump = Process.Start(new ProcessStartInfo(
            "pg_dump",
            ["-h", connection.Host!, "-U", connection.Username!, connection.Database!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return [.. text.Split('\n').Select(row => new StoredRecord("database", row.Split('\t')))];
    }

    /// <summary>Every key of every database, whatever its type.</summary>
    public static async Task<List<StoredRecord>> OfRedisAsync(string connectionString)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            $"{connectionString},allowAdmin=true");
        var server = redis.GetServers().Single();
        var records = new List<StoredRecord>();
        for (var number = 0; number < server.DatabaseCount; number++)
        {
            var database = redis.GetDatabase(number);
            await foreach (var key in server.KeysAsync(number))
                records.AddRange(
                    from values in await ReadAsync(database, key)
                    select new StoredRecord($"Redis {Text(key)}", [.. values.Select(Text)]));
        }
        return records;
    }

    /// <summary>Every record of every topic, with its key and headers.</summary>
    public static List<StoredRecord> OfKafka(string bootstrapServers)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "anonymity",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
        }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(ReadTime).Topics
            .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartitionOffset(
                topic.Topic, partition.PartitionId, Offset.Beginning)))
            .ToList();
        consumer.Assign(partitions);
        var records = new List<StoredRecord>();
        for (var open = partitions.Count; open > 0;)
        {
            var read = consumer.Consume(ReadTime)
                ?? throw new TimeoutException("the log cannot be read to its end");
            if (read.IsPartitionEOF) open--;
            else records.Add(Describe(read));
        }
        return records;
    }

    /// <summary>Every file below a directory, logs of the servers and their journals too.</summary>
    public static async Task<List<StoredRecord>> OfFilesAsync(string directory)
    {
        var records = new List<StoredRecord>();
        foreach (var path in Directory.EnumerateFiles(
            directory, "*", new EnumerationOptions { RecurseSubdirectories = true }))
        {
            try
            {
                var content = await File.ReadAllBytesAsync(path);
                records.Add(new StoredRecord(path, [Text(content)]));
            }
            catch (FileNotFoundException)
            {
                // Servers at work remove files of theirs.
            }
        }
        return records;
    }

    private static StoredRecord Describe(ConsumeResult<byte[], byte[]> read) => new(
        $"topic {read.Topic}",
        [
            Text(read.Message.Key ?? []),
            .. (read.Message.Headers ?? []).SelectMany(
                header => new[] { header.Key, Text(header.GetValueBytes() ?? []) }),
            .. Text(read.Message.Value ?? []).Split(',', ':', '"', '{', '}'),
        ]);

    private static async Task<IEnumerable<IEnumerable<RedisValue>>> ReadAsync(
        IDatabase database, RedisKey key) => await database.KeyTypeAsync(key) switch
        {
            RedisType.String => [[await database.StringGetAsync(key)]],
            RedisType.Hash => (await database.HashGetAllAsync(key))
                .Select(entry => new[] { entry.Name, entry.Value }),
            RedisType.SortedSet => (await database.SortedSetRangeByRankWithScoresAsync(key))
                .Select(entry => new[] { entry.Element, (RedisValue)entry.Score }),
            RedisType.Set => (await database.SetMembersAsync(key)).Select(value => new[] { value }),
            RedisType.List => (await database.ListRangeAsync(key)).Select(value => new[] { value }),
            RedisType.None => [],
            var other => throw new NotSupportedException($"{key} is a {other}"),
        };

    private static string Text(RedisKey key) => Text((byte[])key!);

    private static string Text(RedisValue value) => Text((byte[])value!);

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
