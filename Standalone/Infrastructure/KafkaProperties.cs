using System.Globalization;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>What our brokers are told in <c>server.properties</c>.</summary>
internal static class KafkaProperties
{
    private const string Clients = "CLIENT";
    private const string Controllers = "CONTROLLER";

    /// <param name="node">Whose.</param>
    /// <param name="records">Where it keeps them.</param>
    public static Dictionary<string, string> Of(KafkaNode node, string records)
    {
        var clients = $"{Clients}://127.0.0.1:{node.Port}";
        var copies = node.Voters.Count.ToString(CultureInfo.InvariantCulture);
        var enough = node.Voters.Count > 1 ? "2" : "1";
        var security = node.Login is null ? "PLAINTEXT" : "SASL_SSL";
        return new()
        {
            ["process.roles"] = "broker,controller",
            ["node.id"] = node.Id.ToString(CultureInfo.InvariantCulture),
            ["controller.quorum.voters"] = string.Join(',', node.Voters),
            ["listeners"] = $"{clients},{Controllers}://127.0.0.1:{node.ControllerPort}",
            ["advertised.listeners"] = clients,
            ["controller.listener.names"] = Controllers,
            ["inter.broker.listener.name"] = Clients,
            ["listener.security.protocol.map"] =
                $"{Controllers}:PLAINTEXT,{Clients}:{security}",
            ["log.dirs"] = records,

            // The services make their topics themselves, as they must where others rule.
            ["auto.create.topics.enable"] = "false",
            ["default.replication.factor"] = copies,
            ["min.insync.replicas"] = enough,
            ["offsets.topic.replication.factor"] = copies,
            ["offsets.topic.num.partitions"] = "4",
            ["transaction.state.log.replication.factor"] = copies,
            ["transaction.state.log.min.isr"] = enough,
            ["transaction.state.log.num.partitions"] = "4",
            ["share.coordinator.state.topic.replication.factor"] = copies,
            ["share.coordinator.state.topic.min.isr"] = enough,
            ["group.initial.rebalance.delay.ms"] = "0",
            // Until it ends, one that was killed is refused: it seems to be there already.
            ["broker.session.timeout.ms"] = "3000",
            ["broker.heartbeat.interval.ms"] = "500",

            // Once a second, all that is older than half of one.
            ["log.flush.scheduler.interval.ms"] = "1000",
            ["log.flush.interval.ms"] = "500",
            // Half of our heap by default, to compact topics of millions of keys.
            ["log.cleaner.dedupe.buffer.size"] = "16777216",
        };
    }

    /// <summary>Clients log in; the brokers do so at each other.</summary>
    public static Dictionary<string, string> Of(
        KafkaLogin login, string keyAndCertificate, string trusted) => new()
        {
            ["sasl.enabled.mechanisms"] = "SCRAM-SHA-256",
            ["sasl.mechanism.inter.broker.protocol"] = "SCRAM-SHA-256",
            ["listener.name.client.scram-sha-256.sasl.jaas.config"] =
                "org.apache.kafka.common.security.scram.ScramLoginModule required "
                + $"username=\"{login.User}\" password=\"{login.Password}\";",
            ["ssl.keystore.type"] = "PEM",
            ["ssl.keystore.location"] = keyAndCertificate,
            ["ssl.truststore.type"] = "PEM",
            ["ssl.truststore.location"] = trusted,
        };
}
