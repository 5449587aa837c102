using System.Text.RegularExpressions;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// Looks before everything starts whether the connection strings from outside can be read: the
/// services meet them late, each with an exception of its own.
/// </summary>
internal static partial class Connections
{
    private static readonly (string Name, string Example, Action<string> Parse)[] All =
    [
        ("database", "Host=db;Username=…;Password=…;Database=…", ParseDatabase),
        ("redis", "cache:6379,password=…", ParseRedis),
        ("kafka", "broker:9092, or BootstrapServers=…;SecurityProtocol=SaslSsl;SaslUsername=…",
            ParseKafka),
        ("objects", "Path=/directory, or Endpoint=https://…;AccessKey=…;SecretKey=…",
            ParseObjects),
    ];

    /// <exception cref="InfrastructureException">One cannot be read.</exception>
    public static void RequireReadable(IConfiguration outside)
    {
        foreach (var (name, example, parse) in All)
        {
            if (outside.GetConnectionString(name) is not { Length: > 0 } text) continue;
            try
            {
                parse(text);
            }
            catch (Exception exception) when (
                exception is ArgumentException or FormatException or InvalidOperationException
                    or NotSupportedException or InvalidCastException or OverflowException
                    or OptionsValidationException)
            {
                throw new InfrastructureException(
                    $"ConnectionStrings__{name} is malformed "
                    + $"({Tool.OneLine(exception.Message).TrimEnd('.')}); "
                    + $"write for instance {example}",
                    exception);
            }
        }
    }

    private static void ParseDatabase(string text)
    {
        if (new NpgsqlConnectionStringBuilder(text).Host is not { Length: > 0 })
            throw new FormatException("Host is missing");
    }

    private static void ParseRedis(string text)
    {
        if (ConfigurationOptions.Parse(text).EndPoints.Count == 0)
            throw new FormatException("the host is missing");
    }

    private static void ParseKafka(string text)
    {
        foreach (var broker in KafkaConnection.Parse(text).BootstrapServers.Split(','))
            if (!Broker().IsMatch(broker))
                throw new FormatException($"'{broker}' is no host:port");
    }

    private static void ParseObjects(string text) =>
        (StorageSetup.Create(text, "objects", TimeProvider.System) as IDisposable)?.Dispose();

    /// <summary>As librdkafka reads it: a protocol may precede, the port may be missing.</summary>
    [GeneratedRegex(
        @"^\s*([A-Za-z_]+://)?(\[[0-9A-Fa-f:.]+\]|[^\s:,;=/\[\]]+)(:[0-9]{1,5})?\s*$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Broker();
}
