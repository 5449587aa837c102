using Confluent.Kafka;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>Tells failures to send apart by Kafka's error codes.</summary>
internal static class SendFailures
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
    ];

    /// <summary>Found out by the client, and about the topic.</summary>
    private static readonly HashSet<ErrorCode> Missing =
        [ErrorCode.Local_UnknownTopic, ErrorCode.Local_UnknownPartition];

    public static SendFailure Of(Exception fault)
    {
        if (fault is not KafkaException { Error: { } error }) return SendFailure.Outage;
        if (Hopeless.Contains(error.Code)) return SendFailure.Hopeless;
        var isOutage = error.IsLocalError
            ? !Missing.Contains(error.Code)
            : Unwell.Contains(error.Code);
        return isOutage ? SendFailure.Outage : SendFailure.Refused;
    }
}
