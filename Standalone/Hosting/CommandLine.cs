using System.Globalization;
using System.Net;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>What was typed: options, or what is wrong with them.</summary>
public static class CommandLine
{
    public const string Usage =
        """
        usage: Standalone [options]

          --data DIRECTORY  where everything is kept (default .data)
          --port N          port of the web page (default 8080; 0 for any free one)
          --bind ADDRESS    the address to listen on (default 127.0.0.1: this machine only;
                            0.0.0.0: every network)
          --core-port N     also serve the Core API on a port of its own
          --kafka DIRECTORY run the Apache Kafka that was unpacked there (default $KAFKA_HOME;
                            without: a broker in this process and in memory)

        Every service's settings can be given as environment variables, for instance
        ConnectionStrings__kafka=host:9092 to use a Kafka cluster instead of one of its own.
        """;

    /// <exception cref="FormatException">With a sentence for people.</exception>
    public static StandaloneOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new StandaloneOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, inline) = Split(arguments[index]);
            string Value() =>
                inline ?? (++index < arguments.Count
                    ? arguments[index]
                    : throw new FormatException($"{name} needs a value"));
            options = name switch
            {
                "--data" => options with { DataDirectory = Place(name, Value()) },
                "--port" => options with { Port = Port(name, Value()) },
                "--core-port" => options with { CorePort = Port(name, Value()) },
                "--kafka" => options with { KafkaHome = Place(name, Value()) },
                "--bind" => options with { Bind = Address(Value()) },
                _ => throw new FormatException($"unknown option {name}"),
            };
        }
        return options;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static string Place(string name, string value) =>
        value.Length > 0 ? value : throw new FormatException($"{name} needs a directory");

    private static int Port(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port <= IPEndPoint.MaxPort
            ? port
            : throw new FormatException($"{name} needs a number from 0 to {IPEndPoint.MaxPort}");

    private static IPAddress Address(string value) => value switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(value, out var address)
            ? address
            : throw new FormatException("--bind needs an IP address, for instance 0.0.0.0"),
    };
}
