using System.ComponentModel;
using System.Data.Common;
using System.Reflection;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// How every client reaches Kafka: the section <c>Kafka:Client</c> holds what all of them need
/// (<c>SecurityProtocol</c>, <c>SaslUsername</c>…), <c>Kafka:Producer</c> and
/// <c>Kafka:Consumer</c> what only those know. <c>ConnectionStrings:kafka</c> goes over both:
/// <c>host:port[,host:port…]</c>, or <c>BootstrapServers=…;SecurityProtocol=SaslSsl;…</c>. Names
/// are Confluent.Kafka's (<c>SaslUsername</c>) or librdkafka's (<c>sasl.username</c>).
/// </summary>
public static class KafkaConnection
{
    private const string Name = "kafka";
    private const BindingFlags AnyCase =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    /// <exception cref="FormatException">It cannot be read; says why.</exception>
    public static ClientConfig Parse(string connectionString)
    {
        var config = new ClientConfig();
        Apply(config, connectionString);
        return config;
    }

    /// <param name="configuration">The service's.</param>
    /// <param name="role">Producer or Consumer; null for what has no settings of its own.</param>
    /// <exception cref="FormatException">The message names the setting.</exception>
    internal static TConfig Read<TConfig>(IConfiguration configuration, string? role = null)
        where TConfig : ClientConfig, new()
    {
        // Whatever a client's question makes has the cluster's partitions, not ours.
        var config = new TConfig { AllowAutoCreateTopics = false };
        Apply(config, configuration.GetSection($"{KafkaOptions.Section}:Client"));
        if (role is not null)
            Apply(config, configuration.GetSection($"{KafkaOptions.Section}:{role}"));
        try
        {
            Apply(config, configuration.GetConnectionString(Name) ?? "");
        }
        catch (FormatException fault)
        {
            throw new FormatException($"ConnectionStrings:{Name}: {fault.Message}", fault);
        }
        if (string.IsNullOrEmpty(config.BootstrapServers))
            throw new FormatException(
                $"ConnectionStrings:{Name} is missing; set the environment variable "
                + $"ConnectionStrings__{Name}, such as broker:9092");
        return config;
    }

    private static void Apply(ClientConfig config, IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
        {
            try
            {
                Set(config, setting.Key, setting.Value ?? "");
            }
            catch (FormatException fault)
            {
                throw new FormatException($"{setting.Path}: {fault.Message}", fault);
            }
        }
    }

    private static void Apply(ClientConfig config, string connectionString)
    {
        if (!connectionString.Contains('='))
        {
            if (connectionString.Length > 0) config.BootstrapServers = connectionString;
            return;
        }
        foreach (var (name, value) in Pairs(connectionString)) Set(config, name, value);
        if (string.IsNullOrEmpty(config.BootstrapServers))
            throw new FormatException("BootstrapServers is missing");
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string connectionString)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = connectionString;
        }
        catch (ArgumentException fault)
        {
            throw new FormatException("it is neither host:port nor name=value;name=value", fault);
        }
        return pairs.Keys.Cast<string>().Select(name => (name, (string)pairs[name]));
    }

    private static void Set(ClientConfig config, string name, string value)
    {
        if (name.Contains('.'))
        {
            config.Set(name, value);
            return;
        }
        var property = config.GetType().GetProperty(name, AnyCase);
        if (property is not { CanWrite: true })
            throw new FormatException($"'{name}' is no setting of a Kafka client");
        try
        {
            property.SetValue(
                config,
                TypeDescriptor.GetConverter(property.PropertyType)
                    .ConvertFromInvariantString(value));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            // The value may be a secret.
            throw new FormatException($"the value of '{name}' cannot be read", fault);
        }
    }
}
