using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// The service's one admin client, which connects at the first question. It says why Kafka cannot
/// be reached, where librdkafka's last word is only that it cannot: a wrong password, a certificate
/// that is not trusted, a host that does not exist.
/// </summary>
public sealed class KafkaAdmin : IDisposable
{
    private readonly Lazy<IAdminClient> _client;
    private Error? _cause;

    internal KafkaAdmin(KafkaClients clients) =>
        _client = new(() => clients.CreateAdmin(error =>
        {
            if (IsCause(error.Code)) _cause = error;
        }));

    /// <exception cref="KafkaException">It failed, with the cause.</exception>
    public async Task<T> AskAsync<T>(Func<IAdminClient, Task<T>> ask)
    {
        try
        {
            // Some of the client's questions block.
            var answer = await Task.Run(() => ask(_client.Value));
            _cause = null;
            return answer;
        }
        catch (KafkaException fault) when (IsUnreachable(fault.Error) && _cause is { } cause)
        {
            throw new KafkaException(cause, fault);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static bool IsUnreachable(Error error) =>
        error is { IsLocalError: true, Code: not ErrorCode.Local_Partial };

    private static bool IsCause(ErrorCode code) => code is
        ErrorCode.Local_Authentication or ErrorCode.Local_Ssl or ErrorCode.Local_Resolve;
}
