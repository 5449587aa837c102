using Confluent.Kafka;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>One user of a cluster, for SASL_SSL with SCRAM-SHA-256.</summary>
/// <param name="User">Also that of the brokers among each other.</param>
/// <param name="Password">Without quotes.</param>
/// <param name="Certificate">The brokers', in PEM; clients trust it.</param>
/// <param name="Key">Its private key: PKCS #8 in PEM.</param>
public sealed record KafkaLogin(string User, string Password, string Certificate, string Key)
{
    /// <summary>Makes a client log in.</summary>
    public void Apply(ClientConfig client)
    {
        client.SecurityProtocol = SecurityProtocol.SaslSsl;
        client.SaslMechanism = SaslMechanism.ScramSha256;
        client.SaslUsername = User;
        client.SaslPassword = Password;
        client.SslCaPem = Certificate;
    }
}
