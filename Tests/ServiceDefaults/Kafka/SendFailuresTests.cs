using System.Text.Json;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Tests.Kafka;

public sealed class SendFailuresTests
{
    [Theory]
    [InlineData(ErrorCode.Local_MsgTimedOut, SendFailure.Outage)]
    [InlineData(ErrorCode.Local_Fatal, SendFailure.Outage)]
    [InlineData(ErrorCode.Local_Authentication, SendFailure.Outage)]
    [InlineData(ErrorCode.NotEnoughReplicas, SendFailure.Outage)]
    [InlineData(ErrorCode.OutOfOrderSequenceNumber, SendFailure.Outage)]
    [InlineData(ErrorCode.ProducerFenced, SendFailure.Outage)]
    [InlineData(ErrorCode.Local_UnknownTopic, SendFailure.Refused)]
    [InlineData(ErrorCode.TopicAuthorizationFailed, SendFailure.Refused)]
    [InlineData(ErrorCode.MsgSizeTooLarge, SendFailure.Hopeless)]
    [InlineData(ErrorCode.InvalidRecord, SendFailure.Hopeless)]
    public void Error_OfKafka_SaysWhatIsToBeDone(ErrorCode code, SendFailure failure) =>
        Assert.Equal(failure, SendFailures.Of(new KafkaException(code)));

    [Fact]
    public void Fault_BeforeKafka_IsTheMessages()
    {
        Assert.Equal(SendFailure.Refused, SendFailures.Of(new JsonException()));
        Assert.Equal(SendFailure.Outage, SendFailures.Of(new OperationCanceledException()));
    }
}
