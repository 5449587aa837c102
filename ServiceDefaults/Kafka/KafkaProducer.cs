using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// The service's one producer. It signs what it sends, and replaces its client where that has met
/// an error which it does not survive: what was on its way is reported as failed, and whoever sent
/// it sends it again.
/// </summary>
public sealed partial class KafkaProducer : IAsyncDisposable
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(10);

    private readonly RecordSignature _signature;
    private readonly DefaultsTelemetry _telemetry;
    private readonly ILogger<KafkaProducer> _logger;
    private readonly Func<Client> _create;
    private readonly Lock _lock = new();

    private Client _client;
    private Task _retired = Task.CompletedTask;

    internal KafkaProducer(
        KafkaClients clients, RecordSignature signature, DefaultsTelemetry telemetry,
        ILogger<KafkaProducer> logger, Action<ProducerConfig> configure)
    {
        (_signature, _telemetry, _logger) = (signature, telemetry, logger);
        _create = () =>
        {
            var client = new Client();
            client.Producer = clients.CreateProducer(configure, error => client.Fatal = error);
            return client;
        };
        _client = _create();
    }

    /// <summary>librdkafka's, for tests that provoke what it does.</summary>
    internal Handle Handle => _client.Producer.Handle;

    /// <summary>Hands the message over; <paramref name="delivered"/> is told its end.</summary>
    /// <exception cref="ProduceException{TKey, TValue}">It was not taken.</exception>
    public void Produce(
        string topic, Message<byte[], byte[]> message,
        Action<DeliveryReport<byte[], byte[]>> delivered)
    {
        _signature.Sign(topic, message);
        var client = Current();
        try
        {
            client.Producer.Produce(topic, message, delivered);
        }
        catch (Exception fault) when (IsDead(fault))
        {
            Renew(client).Producer.Produce(topic, message, delivered);
        }
    }

    /// <summary>Completes when Kafka has acknowledged the message.</summary>
    /// <exception cref="ProduceException{TKey, TValue}">It was not taken.</exception>
    public async Task ProduceAsync(
        string topic, Message<byte[], byte[]> message, CancellationToken cancellationToken)
    {
        _signature.Sign(topic, message);
        var client = Current();
        try
        {
            await client.Producer.ProduceAsync(topic, message, cancellationToken);
        }
        catch (Exception fault) when (IsDead(fault))
        {
            await Renew(client).Producer.ProduceAsync(topic, message, cancellationToken);
        }
    }

    /// <summary>Waits until nothing is on its way.</summary>
    public void Flush(TimeSpan limit) => _client.Producer.Flush(limit);

    public async ValueTask DisposeAsync()
    {
        _client.Producer.Dispose();
        await _retired;
    }

    private static bool IsDead(Exception fault) => fault is ObjectDisposedException
        or KafkaException { Error.Code: ErrorCode.Local_Fatal };

    private Client Current() => _client is { Fatal: null } client ? client : Renew(_client);

    private Client Renew(Client dead)
    {
        lock (_lock)
        {
            if (_client != dead) return _client;
            LogRenewed(dead.Fatal?.Reason);
            _telemetry.ProducerRenewed();
            _client = _create();
            _retired = Task.WhenAll(_retired, Task.Run(() => Retire(dead)));
            return _client;
        }
    }

    /// <summary>Everything that was handed to it is reported first.</summary>
    private static void Retire(Client dead)
    {
        dead.Producer.Flush(FlushLimit);
        dead.Producer.Dispose();
    }

    private sealed class Client
    {
        private volatile Error? _fatal;

        public IProducer<byte[], byte[]> Producer { get; set; } = null!;

        public Error? Fatal
        {
            get => _fatal;
            set => _fatal = value;
        }
    }
}
