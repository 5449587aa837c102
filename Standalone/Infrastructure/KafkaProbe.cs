using Confluent.Kafka;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>Asks a broker once what it knows of its cluster.</summary>
internal static class KafkaProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <returns><c>null</c> if it does not answer.</returns>
    public static Metadata? Ask(ClientConfig config)
    {
        using var client = new AdminClientBuilder(config)
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        try
        {
            return client.GetMetadata(Limit);
        }
        catch (KafkaException)
        {
            return null;
        }
    }
}
