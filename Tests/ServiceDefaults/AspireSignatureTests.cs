using System.Reflection;
using Aspire.Confluent.Kafka;
using Aspire.Npgsql;
using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Tests;

/// <summary>
/// Holds the client integrations that the services are built with (Aspire's own on a full feed, the
/// stand-ins on a partial one) against the public form of Aspire 13.5's, as its repository has
/// it.
/// </summary>
public sealed class AspireSignatureTests
{
    private static readonly Type[] Types =
    [
        typeof(AspirePostgreSqlNpgsqlExtensions), typeof(NpgsqlSettings),
        typeof(AspireKafkaProducerExtensions), typeof(KafkaProducerSettings),
        typeof(AspireKafkaConsumerExtensions), typeof(KafkaConsumerSettings),
        typeof(AspireRedisExtensions), typeof(StackExchangeRedisSettings),
        typeof(AspireRedisClientBuilder),
    ];

    [Fact]
    public void Clients_PublicForm_IsThatOfAspire()
    {
        var expected = Listed().Order(StringComparer.Ordinal);
        var actual = Types.SelectMany(Signatures).Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    private static string[] Listed()
    {
        using var resource = typeof(AspireSignatureTests).Assembly.GetManifestResourceStream(
            "AudioStreaming.ServiceDefaults.Tests.AspireSignatures.txt")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Signatures(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Static
            | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (var property in type.GetProperties(declared))
            yield return $"{type.FullName}: {Name(property.PropertyType)} {property.Name}";
        foreach (var method in type.GetMethods(declared).Where(method => !method.IsSpecialName))
            yield return $"{type.FullName}: {Name(method.ReturnType)} {method.Name}"
                + $"{Generics(method)}({Parameters(method)})";
        foreach (var constructor in type.GetConstructors().Where(c => c.GetParameters().Length > 0))
            yield return $"{type.FullName}: {type.Name}({Parameters(constructor)})";
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
            : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")));

    private static string Name(Type type)
    {
        if (type == typeof(void)) return "void";
        if (type == typeof(string)) return "string";
        if (type == typeof(bool)) return "bool";
        if (!type.IsGenericType) return type.Name;
        var arguments = type.GetGenericArguments().Select(Name);
        return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", arguments)}>";
    }
}
