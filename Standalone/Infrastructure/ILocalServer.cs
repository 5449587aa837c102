namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// A server that can be stopped and started again where it was, with what it holds, while others
/// run on.
/// </summary>
public interface ILocalServer
{
    /// <summary>Of the process it lives in; <c>null</c> while there is none.</summary>
    int? ProcessId { get; }

    /// <summary>A file with what it prints, if it prints.</summary>
    string? LogPath { get; }

    /// <exception cref="InfrastructureException">The message has the cure.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync();

    /// <summary>Whether it answers a request of its protocol.</summary>
    Task<bool> IsServingAsync(CancellationToken cancellationToken);
}
