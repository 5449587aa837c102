using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>Tells failures to send apart by Kafka's error codes.</summary>
public static class SendFailures
{
    /// <summary>Sending the same again gives the same answer.</summary>
    private static readonly HashSet<ErrorCode> Hopeless =
    [
        ErrorCode.MsgSizeTooLarge, ErrorCode.RecordListTooLarge, ErrorCode.TopicException,
        ErrorCode.InvalidRecord, ErrorCode.Local_InvalidArg,
    ];

    /// <summary>Answers of a cluster that is not well.</summary>
    private static readonly HashSet<ErrorCode> Unwell =
    [
        ErrorCode.LeaderNotAvailable, ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut,
        ErrorCode.BrokerNotAvailable, ErrorCode.ReplicaNotAvailable, ErrorCode.NetworkException,
        ErrorCode.NotEnoughReplicas, ErrorCode.NotEnoughReplicasAfterAppend,
        ErrorCode.KafkaStorageError, ErrorCode.ClusterAuthorizationFailed,
        // Of the producer, not of the message: it gets a new id, or is replaced.
        ErrorCode.OutOfOrderSequenceNumber, ErrorCode.UnknownProducerId,
        ErrorCode.InvalidProducerEpoch, ErrorCode.ProducerFenced,
    ];

    /// <summary>Found out by the client, and about the topic.</summary>
    private static readonly HashSet<ErrorCode> Missing =
        [ErrorCode.Local_UnknownTopic, ErrorCode.Local_UnknownPartition];

    public static SendFailure Of(Exception fault)
    {
        if (fault is OperationCanceledException or ObjectDisposedException)
            return SendFailure.Outage;
        // It did not come as far as Kafka: what is stored cannot be read, for instance.
        if (fault is not KafkaException { Error: { } error }) return SendFailure.Refused;
        if (Hopeless.Contains(error.Code)) return SendFailure.Hopeless;
        var isOutage = error.IsLocalError
            ? !Missing.Contains(error.Code)
            : Unwell.Contains(error.Code);
        return isOutage ? SendFailure.Outage : SendFailure.Refused;
    }
}
