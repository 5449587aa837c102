using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.ServiceDefaults.Tests.Kafka;

public sealed class KafkaConnectionTests
{
    [Theory]
    [InlineData("a:9092,b:9092", "a:9092,b:9092")]
    [InlineData("BootstrapServers=a:9092,b:9092", "a:9092,b:9092")]
    [InlineData("bootstrap.servers=a:9092", "a:9092")]
    public void ConnectionString_AnyForm_NamesTheServers(string text, string servers) =>
        Assert.Equal(servers, KafkaConnection.Parse(text).BootstrapServers);

    [Theory]
    [InlineData(
        "BootstrapServers=a:1;SecurityProtocol=SaslSsl;SaslMechanism=ScramSha256;"
        + "SaslUsername=u;SaslPassword=\"p;=w\"")]
    [InlineData(
        "bootstrap.servers=a:1;security.protocol=sasl_ssl;sasl.mechanism=SCRAM-SHA-256;"
        + "sasl.username=u;sasl.password='p;=w'")]
    public void ConnectionString_NamesAndValues_AreTheClientsSettings(string text)
    {
        var config = KafkaConnection.Parse(text);
        Assert.Equal(SecurityProtocol.SaslSsl, config.SecurityProtocol);
        Assert.Equal(SaslMechanism.ScramSha256, config.SaslMechanism);
        Assert.Equal("u", config.SaslUsername);
        Assert.Equal("p;=w", config.SaslPassword);
    }

    [Theory]
    [InlineData("SaslUsername=u", "BootstrapServers is missing")]
    [InlineData("BootstrapServers=a:1;Nonsense=1", "'nonsense' is no setting of a Kafka client")]
    [InlineData("BootstrapServers=a:1;=b", "it is neither host:port nor name=value")]
    public void ConnectionString_ThatCannotBeRead_SaysWhy(string text, string sentence)
    {
        var fault = Assert.Throws<FormatException>(() => KafkaConnection.Parse(text));
        Assert.StartsWith(sentence, fault.Message);
    }

    [Fact]
    public void ConnectionString_ValueThatCannotBeRead_IsNotShown()
    {
        var fault = Assert.Throws<FormatException>(
            () => KafkaConnection.Parse("BootstrapServers=a:1;SecurityProtocol=secret"));
        Assert.Equal("the value of 'securityprotocol' cannot be read", fault.Message);
    }

    [Fact]
    public void Section_ForTheClient_FeedsEveryRole()
    {
        var configuration = Configuration(
            ("ConnectionStrings:kafka", "a:1"),
            ("Kafka:Client:SaslUsername", "u"),
            ("Kafka:Consumer:SessionTimeoutMs", "7000"),
            ("Kafka:Producer:LingerMs", "3"));
        var consumer = KafkaConnection.Read<ConsumerConfig>(configuration, "Consumer");
        var producer = KafkaConnection.Read<ProducerConfig>(configuration, "Producer");
        var admin = KafkaConnection.Read<AdminClientConfig>(configuration);
        Assert.All<ClientConfig>([consumer, producer, admin], config =>
        {
            Assert.Equal("a:1", config.BootstrapServers);
            Assert.Equal("u", config.SaslUsername);
            Assert.False(config.AllowAutoCreateTopics);
        });
        Assert.Equal(7000, consumer.SessionTimeoutMs);
        Assert.Equal(3, producer.LingerMs);
    }

    [Fact]
    public void ConnectionString_GoesOverTheSection()
    {
        var configuration = Configuration(
            ("ConnectionStrings:kafka", "BootstrapServers=a:1;SaslUsername=mine"),
            ("Kafka:Client:SaslUsername", "all"));
        Assert.Equal(
            "mine", KafkaConnection.Read<AdminClientConfig>(configuration).SaslUsername);
    }

    [Theory]
    [InlineData("Kafka:Client:SaslUser", "u", "Kafka:Client:SaslUser: 'SaslUser' is no setting")]
    [InlineData("Kafka:Client:GroupId", "g", "Kafka:Client:GroupId: 'GroupId' is no setting")]
    [InlineData(
        "ConnectionStrings:kafka", "a=b",
        "ConnectionStrings:kafka: 'a' is no setting of a Kafka client")]
    [InlineData("ConnectionStrings:kafka", "", "ConnectionStrings:kafka is missing")]
    public void Setting_ThatIsWrong_IsNamed(string name, string value, string sentence)
    {
        var configuration = Configuration(("ConnectionStrings:kafka", "a:1"), (name, value));
        var fault = Assert.Throws<FormatException>(
            () => KafkaConnection.Read<AdminClientConfig>(configuration));
        Assert.StartsWith(sentence, fault.Message);
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings
                .GroupBy(setting => setting.Name)
                .Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Value)))
            .Build();
}
