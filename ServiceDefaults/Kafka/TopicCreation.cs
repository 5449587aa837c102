using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// Makes the topics with their partitions before anything is sent, as far as the cluster can be
/// reached; else goes on trying beside the service. Where a topic was made by something else with
/// fewer partitions, it gets the rest while it is empty; afterwards that would move keys to other
/// partitions, and is left to an operator. More than we ask for are an operator's choice.
/// </summary>
internal sealed partial class TopicCreation(
    KafkaAdmin admin, TopicHealth health, PassServices services, ILogger<TopicCreation> logger)
    : PeriodicPass(Schedule, services)
{
    // The cluster's own default.
    private const short ReplicationFactor = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    // Topics can also be deleted, by mistake.
    private static readonly PassSchedule Schedule =
        new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRunAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var made = await CreateAsync();
        var faults = new List<string>();
        foreach (var topic in await DescribeAsync())
            if (await MendAsync(topic) is { } fault) faults.Add(fault);
        foreach (var fault in faults) LogWrong(fault);
        health.Report(faults.Count == 0 ? null : string.Join("; ", faults));
        return new PassResult(made, faults.Count == 0 ? null : LookAgain);
    }

    /// <summary>What is refused is found missing later, if it is.</summary>
    private async Task<int> CreateAsync()
    {
        try
        {
            return await admin.AskAsync(async client =>
            {
                await client.CreateTopicsAsync(
                    Topics.All.Select(topic => new TopicSpecification
                    {
                        Name = topic,
                        NumPartitions = Topics.Partitions(topic),
                        ReplicationFactor = ReplicationFactor,
                    }),
                    new CreateTopicsOptions
                    {
                        RequestTimeout = Patience,
                        OperationTimeout = Patience,
                    });
                return Topics.All.Count;
            });
        }
        catch (CreateTopicsException exception)
        {
            foreach (var report in exception.Results)
                if (report.Error.IsError && !IsFine(report.Error.Code))
                    LogRefused(report.Topic, report.Error.Reason);
            return exception.Results.Count(report => !report.Error.IsError);
        }
        catch (KafkaException exception) when (IsFine(exception.Error.Code))
        {
            return 0;
        }
    }

    private async Task<IReadOnlyList<TopicDescription>> DescribeAsync()
    {
        try
        {
            return await admin.AskAsync(async client => (await client.DescribeTopicsAsync(
                TopicCollection.OfTopicNames(Topics.All),
                new DescribeTopicsOptions { RequestTimeout = Patience })).TopicDescriptions);
        }
        catch (DescribeTopicsException exception)
        {
            return exception.Results.TopicDescriptions;
        }
    }

    /// <returns>What is wrong, and is to be mended by an operator.</returns>
    private async Task<string?> MendAsync(TopicDescription topic)
    {
        if (topic.Error.IsError) return $"topic {topic.Name}: {topic.Error.Reason}";
        var (has, wants) = (topic.Partitions.Count, Topics.Partitions(topic.Name));
        if (has >= wants) return null;
        if (!await IsEmptyAsync(topic))
            return $"topic {topic.Name} has {has} of {wants} partitions and is not empty: "
                + "see docs/deploy.md for how to add them";
        await admin.AskAsync(async client =>
        {
            await client.CreatePartitionsAsync(
                [new PartitionsSpecification { Topic = topic.Name, IncreaseTo = wants }],
                new CreatePartitionsOptions
                {
                    RequestTimeout = Patience,
                    OperationTimeout = Patience,
                });
            return wants;
        });
        LogMended(topic.Name, has, wants);
        return null;
    }

    /// <summary>Empty also where retention has emptied it: its offsets are in use.</summary>
    private async Task<bool> IsEmptyAsync(TopicDescription topic)
    {
        var ends = await admin.AskAsync(client => client.ListOffsetsAsync(
            topic.Partitions.Select(partition => new TopicPartitionOffsetSpec
            {
                TopicPartition = new TopicPartition(topic.Name, partition.Partition),
                OffsetSpec = OffsetSpec.Latest(),
            }),
            new ListOffsetsOptions { RequestTimeout = Patience }));
        return ends.ResultInfos.All(end => end.TopicPartitionOffsetError.Offset == 0);
    }

    /// <summary>The in-process broker has its topics from the start and makes none.</summary>
    private static bool IsFine(ErrorCode code) => code is
        ErrorCode.TopicAlreadyExists or ErrorCode.Local_UnsupportedFeature
        or ErrorCode.UnsupportedVersion;
}
