using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// A release of Apache Kafka where somebody unpacked it, and the Java that runs it.
/// </summary>
public sealed partial class KafkaHome
{
    // The first of these without ZooKeeper and with log4j2, the second is what it asks for.
    private const int OldestKafka = 4;
    private const int OldestJava = 17;
    private const string InstallJava = "type: apt-get install openjdk-17-jre-headless";

    private KafkaHome(string java, string classPath)
    {
        Java = java;
        ClassPath = classPath;
    }

    /// <summary>The path of the program.</summary>
    internal string Java { get; }

    /// <summary>As Java takes it: all jars of the release.</summary>
    internal string ClassPath { get; }

    /// <param name="directory">It has <c>libs/</c> with the release's jars.</param>
    /// <exception cref="InfrastructureException">
    /// Kafka cannot be run from there; the message is one sentence with the cure.
    /// </exception>
    public static KafkaHome Find(string directory)
    {
        var home = Path.GetFullPath(directory);
        var libraries = Path.Combine(home, "libs");
        var kafka = Directory.Exists(libraries)
            ? Directory.EnumerateFiles(libraries, "kafka-server-*.jar")
                .Select(file => KafkaJar().Match(Path.GetFileName(file)))
                .FirstOrDefault(match => match.Success)
            : null;
        if (kafka is null)
            throw new InfrastructureException(
                $"{home} holds no Apache Kafka (libs/kafka-server-*.jar is missing); "
                + "name the directory of an unpacked release with --kafka or KAFKA_HOME");
        if (Number(kafka) < OldestKafka)
            throw new InfrastructureException(
                $"{home} holds Apache Kafka {kafka.Groups["version"]}, which is too old; "
                + $"unpack release {OldestKafka}.0 or newer");
        return new KafkaHome(FindJava(), Path.Combine(libraries, "*"));
    }

    private static string FindJava()
    {
        // A link may have outlived what it led to.
        if (Tool.Find("java") is not { } java
            || (File.ResolveLinkTarget(java, returnFinalTarget: true)?.FullName ?? java)
                is not { } program
            || !File.Exists(program))
            throw new InfrastructureException($"Java is not installed; {InstallJava}");
        // What says nothing of its version is tried.
        var release = Path.Combine(Path.GetDirectoryName(program)!, "../release");
        if (File.Exists(release)
            && JavaVersion().Match(File.ReadAllText(release)) is { Success: true } version
            && Number(version) < OldestJava)
            throw new InfrastructureException(
                $"Java {version.Groups["version"]} is too old for Kafka; {InstallJava}");
        return java;
    }

    private static int Number(Match match) =>
        int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^kafka-server-(?<version>(?<number>\d+)\.[\w.-]+)\.jar$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KafkaJar();

    [GeneratedRegex(
        "^JAVA_VERSION=\"(?<version>(?<number>\\d+)[^\"]*)\"",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JavaVersion();
}
