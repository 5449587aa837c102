namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>
/// Tests that stop the servers that all share, or read what this whole process measures: nothing
/// else runs beside them.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
