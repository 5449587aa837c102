using Confluent.Kafka;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>Asks a broker once what it knows of its cluster.</summary>
internal static class KafkaProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // The end of a client has no limit of its own, and is reported to hang (librdkafka's #4519).
    private static readonly TimeSpan LimitOfAll = TimeSpan.FromSeconds(10);

    /// <returns><c>null</c> if it does not answer.</returns>
    public static async Task<Metadata?> AskAsync(
        ClientConfig config, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => Ask(config), cancellationToken)
                .WaitAsync(LimitOfAll, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static Metadata? Ask(ClientConfig config)
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
