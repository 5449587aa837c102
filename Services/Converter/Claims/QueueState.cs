namespace AudioStreaming.Converter.Claims;

/// <summary>The jobs that nobody holds.</summary>
/// <param name="Waiting">How many could be taken now.</param>
/// <param name="NextIn">
/// When the next can be, because its wait or its worker's lease ends; <c>null</c> if none will.
/// </param>
internal sealed record QueueState(long Waiting, TimeSpan? NextIn);
