using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Which log the offsets belong to: a log that starts anew must have another id, or its first
/// records would be taken for counted ones. The setting <c>Kafka:LogId</c>, else the cluster's id.
/// </summary>
internal sealed class LogIdentity(KafkaOptions options, KafkaAdmin admin)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private string? _id = options.LogId;

    public async Task<string> GetAsync()
    {
        if (!string.IsNullOrWhiteSpace(_id)) return _id;
        var cluster = await admin.AskAsync(client => client.DescribeClusterAsync(
            new DescribeClusterOptions { RequestTimeout = Timeout }));
        return _id = cluster.ClusterId ?? throw new InvalidOperationException(
            "Kafka names no cluster id: set Kafka:LogId to a name that changes with the log");
    }
}
