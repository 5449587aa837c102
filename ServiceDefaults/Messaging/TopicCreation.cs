using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>
/// Makes the topics with their partitions before anything is sent, as far as the cluster can be
/// reached; else goes on trying beside the service. Topics that exist are left as they are.
/// </summary>
internal sealed class TopicCreation(
    string connectionName, IConfiguration configuration, PassServices services)
    : PeriodicPass(Schedule, services)
{
    // The cluster's own default.
    private const short ReplicationFactor = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Topics can also be deleted, by mistake.
    private static readonly PassSchedule Schedule =
        new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRunAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = configuration.GetConnectionString(connectionName),
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        try
        {
            await admin.CreateTopicsAsync(
                Topics.All.Select(topic => new TopicSpecification
                {
                    Name = topic,
                    NumPartitions = Topics.Partitions(topic),
                    ReplicationFactor = ReplicationFactor,
                }),
                new CreateTopicsOptions { RequestTimeout = Patience, OperationTimeout = Patience });
            return new PassResult(Topics.All.Count);
        }
        catch (CreateTopicsException exception) when (exception.Results.All(IsFine))
        {
            return default;
        }
        catch (KafkaException exception) when (IsUnsupported(exception.Error.Code))
        {
            // The in-process broker has them from the start.
            return default;
        }
    }

    private static bool IsFine(CreateTopicReport report) =>
        report.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists
        || IsUnsupported(report.Error.Code);

    private static bool IsUnsupported(ErrorCode code) =>
        code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion;
}
