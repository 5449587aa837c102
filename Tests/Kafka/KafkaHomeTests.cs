using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Kafka.Tests;

/// <summary>What is wrong with a Kafka is one sentence with the cure.</summary>
public sealed class KafkaHomeTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Home_WithoutTheJars_SaysWhatToName() => Assert.Equal(
        $"{_directory.Path} holds no Apache Kafka (libs/kafka-server-*.jar is missing); "
        + "name the directory of an unpacked release with --kafka or KAFKA_HOME",
        Fault());

    [Fact]
    public void Home_OfAnOldRelease_SaysWhichIsNeeded()
    {
        Add("kafka-server-3.9.1.jar");
        Add("kafka-server-common-3.9.1.jar");

        Assert.Equal(
            $"{_directory.Path} holds Apache Kafka 3.9.1, which is too old; "
            + "unpack release 4.0 or newer",
            Fault());
    }

    private string Fault() => Assert.Throws<InfrastructureException>(
        () => KafkaHome.Find(_directory.Path)).Message;

    private void Add(string jar)
    {
        var libraries = Path.Combine(_directory.Path, "libs");
        Directory.CreateDirectory(libraries);
        File.WriteAllText(Path.Combine(libraries, jar), "");
    }
}
