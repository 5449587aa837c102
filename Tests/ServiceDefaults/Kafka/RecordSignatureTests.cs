using System.Security.Cryptography;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Tests.Kafka;

public sealed class RecordSignatureTests
{
    private readonly RecordSignature _signature = WithKey(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void Record_Signed_IsAccepted() => Assert.True(_signature.Accepts(Signed()));

    [Fact]
    public void Record_WithoutKeyAndValue_IsSignedToo()
    {
        var message = new Message<byte[], byte[]> { Key = null!, Value = null! };
        _signature.Sign("topic", message);
        Assert.True(_signature.Accepts(Record("topic", message)));
    }

    [Fact]
    public void Record_NotSigned_IsNotAccepted() => Assert.False(_signature.Accepts(
        Record("topic", new Message<byte[], byte[]> { Key = [1], Value = [2] })));

    [Fact]
    public void Record_SignedWithAnotherKey_IsNotAccepted() =>
        Assert.False(WithKey(new byte[32]).Accepts(Signed()));

    [Fact]
    public void Record_AnyPartChanged_IsNotAccepted()
    {
        Assert.All<Action<ConsumeResult<byte[], byte[]>>>(
            [
                record => record.TopicPartitionOffset = new("other", 0, 0),
                record => record.Message.Key = [1, 9],
                record => record.Message.Value = [9, 3],
                // The same bytes, divided in another place.
                record =>
                {
                    record.Message.Key = [1, 2, 2];
                    record.Message.Value = [3];
                },
            ],
            change =>
            {
                var record = Signed();
                change(record);
                Assert.False(_signature.Accepts(record));
            });
    }

    [Fact]
    public void Signature_OfAnotherRecord_IsNotAccepted()
    {
        var other = new Message<byte[], byte[]> { Key = [7], Value = [8] };
        _signature.Sign("topic", other);
        var record = Signed();
        record.Message.Headers = other.Headers;
        Assert.False(_signature.Accepts(record));
    }

    [Fact]
    public void Key_NotSet_NothingIsSignedAndEverythingAccepted()
    {
        var without = new RecordSignature(new KafkaOptions());
        var message = new Message<byte[], byte[]> { Key = [1], Value = [2] };
        without.Sign("topic", message);
        Assert.Null(message.Headers);
        Assert.True(without.Accepts(Record("topic", message)));
    }

    private static RecordSignature WithKey(byte[] key) =>
        new(new KafkaOptions { SigningKey = Convert.ToBase64String(key) });

    private static ConsumeResult<byte[], byte[]> Record(
        string topic, Message<byte[], byte[]> message) =>
        new() { TopicPartitionOffset = new(topic, 0, 0), Message = message };

    private ConsumeResult<byte[], byte[]> Signed()
    {
        var message = new Message<byte[], byte[]> { Key = [1, 2], Value = [2, 3] };
        _signature.Sign("topic", message);
        return Record("topic", message);
    }
}
