using AudioStreaming.Standalone.Infrastructure;
using Xunit;

namespace AudioStreaming.Testing;

/// <summary>
/// The Apache Kafka that tests start: at <c>KAFKA_HOME</c>, else beside the repository.
/// </summary>
public static class TestKafka
{
    private const string Beside = "../shared/kafka";

    private static readonly Lazy<(KafkaHome? Home, string? Missing)> Found = new(Find);

    /// <summary>Only where it is not <see cref="Missing"/>.</summary>
    public static KafkaHome Home =>
        Found.Value.Home ?? throw new InvalidOperationException(Found.Value.Missing);

    /// <summary>Where it is, for another process.</summary>
    public static string Directory { get; } =
        Environment.GetEnvironmentVariable("KAFKA_HOME") is { Length: > 0 } home
            ? home
            : Path.GetFullPath(Path.Combine(Repository.Root, Beside));

    /// <summary>Why it cannot run here; <c>null</c> if it can.</summary>
    public static string? Missing => Found.Value.Missing;

    /// <summary>Skips the test that calls it where Kafka is missing.</summary>
    public static void Require() => Assert.SkipWhen(Missing is not null, $"no Kafka: {Missing}");

    private static (KafkaHome?, string?) Find()
    {
        try
        {
            return (KafkaHome.Find(Directory), null);
        }
        catch (InfrastructureException fault)
        {
            return (null, fault.Message);
        }
    }
}
