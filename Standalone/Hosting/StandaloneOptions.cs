using System.Net;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>How one instance of the product runs.</summary>
public sealed record StandaloneOptions
{
    /// <summary>Where everything is kept. One instance at a time.</summary>
    public string DataDirectory { get; init; } = ".data";

    /// <summary>The port of the web page; 0 for any free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>
    /// A port on which the Core API can be reached as well; <c>null</c> for none.
    /// </summary>
    public int? CorePort { get; init; }

    /// <summary>The address both listen on.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// Where an Apache Kafka was unpacked that is to run; <c>null</c>: the broker in this process.
    /// </summary>
    public string? KafkaHome { get; init; }

    /// <summary>Off only in tests: see <see cref="Infrastructure.PostgresServer"/>.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Configuration for every service, over all other sources.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } =
        new Dictionary<string, string?>();

    /// <summary>Told in single lines what happens.</summary>
    public Action<string> Report { get; init; } = _ => { };
}
