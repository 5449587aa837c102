namespace AudioStreaming.CoreApi.Outbox;

/// <param name="Id">Grows in the order of the transactions' inserts.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Key">Messages of a key keep their order.</param>
/// <param name="Payload">JSON.</param>
/// <param name="Headers">JSON, texts by name.</param>
/// <param name="Attempts">How often Kafka has answered and not taken it.</param>
/// <param name="Lag">How long it has been due.</param>
internal sealed record OutboxRow(
    long Id, string Topic, string Key, string Payload, string Headers, int Attempts, TimeSpan Lag);
