using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// Looks before anything starts whether all is there that the services would miss late, or in
/// silence.
/// </summary>
public static class Prerequisites
{
    /// <param name="outside">Connection strings for what is not started here.</param>
    /// <exception cref="InfrastructureException">
    /// Something is not; the message is one sentence with the cure.
    /// </exception>
    public static void Require(IConfiguration outside)
    {
        Librdkafka.RequireLoadable();
        if (Tool.Find("ffmpeg") is null)
            throw new InfrastructureException(
                "ffmpeg is not installed; type: apt-get install ffmpeg");
        Connections.RequireReadable(outside);
    }
}
