namespace AudioStreaming.CoreApi.Notifications;

/// <param name="Payloads">Each once.</param>
/// <param name="Missed">There may have been more.</param>
internal sealed record NotifiedBatch(IReadOnlyList<string> Payloads, bool Missed);
