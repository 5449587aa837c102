using AudioStreaming.Contracts;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>
/// Makes the topics with their partitions before anything is sent, as far as the cluster can be
/// reached; else goes on trying beside the service. Topics that exist are left as they are.
/// </summary>
internal sealed partial class TopicCreation(
    string connectionName, IConfiguration configuration, TimeProvider time,
    ILogger<TopicCreation> logger) : BackgroundService
{
    // The cluster's own default.
    private const short ReplicationFactor = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private bool _isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _isDone = await TryCreateAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isDone)
        {
            await Task.Delay(Pause, time, stoppingToken);
            _isDone = await TryCreateAsync();
        }
    }

    private async Task<bool> TryCreateAsync()
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
            return true;
        }
        catch (CreateTopicsException exception) when (exception.Results.All(IsFine))
        {
            return true;
        }
        catch (KafkaException exception) when (IsUnsupported(exception.Error.Code))
        {
            // The in-process broker has them from the start.
            return true;
        }
        catch (KafkaException exception)
        {
            LogNotYet(exception.Error.Reason);
            return false;
        }
    }

    private static bool IsFine(CreateTopicReport report) =>
        report.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists
        || IsUnsupported(report.Error.Code);

    private static bool IsUnsupported(ErrorCode code) =>
        code is ErrorCode.Local_UnsupportedFeature or ErrorCode.UnsupportedVersion;
}
