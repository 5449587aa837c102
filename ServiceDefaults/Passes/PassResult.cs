namespace AudioStreaming.ServiceDefaults.Passes;

/// <summary>What a pass has done.</summary>
/// <param name="Done">How many things; 0 if there was nothing to do.</param>
/// <param name="NextIn">When there is more to do, if that is sooner than the interval.</param>
public readonly record struct PassResult(int Done, TimeSpan? NextIn = null);
