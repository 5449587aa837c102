using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>
/// librdkafka gives a producer up for good where it cannot know any longer whether records are
/// there once and in order. It has a function that does the same at will.
/// </summary>
public sealed partial class FatalErrorTests
{
    private const string Library = "librdkafka";
    private const int OutOfOrderSequence = 45;
    private const int ProducerFenced = 90;

    /// <summary>The very file that Confluent.Kafka has chosen and loaded.</summary>
    static FatalErrorTests() => NativeLibrary.SetDllImportResolver(
        typeof(FatalErrorTests).Assembly,
        (name, _, _) => name != Library ? 0 : NativeLibrary.Load(
            File.ReadLines("/proc/self/maps").First(line => line.Contains(Library))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]));

    [Theory]
    [InlineData(OutOfOrderSequence)]
    [InlineData(ProducerFenced)]
    public async Task Producer_AfterAFatalError_IsReplacedAndNothingIsLost(int code)
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        await product.BecomesReadyAsync();
        var track = await product.UploadReadyAsync();
        var session = await product.OpenAsync(track);
        await Eventually.TrueAsync(
            async () => await product.Client.StatsAsync(track) is { Online: 1 },
            "the listener is seen");

        foreach (var service in new[] { "CoreApi", "PlaybackApi", "StatisticsApi" })
            Break(product.Get<KafkaProducer>(service), code);

        // The outbox.
        var second = await product.UploadReadyAsync();
        // Playback.
        await product.StopAsync(session);
        await product.NobodyListensAsync(track);
        await product.PlayAsync(second);
        // Dead letters.
        await Records.SendAsync(cluster.Client(), Topics.PlaybackEvents, "not an event");
        var dead = await Task.Run(() => Records.Read(
            cluster.Client(), Topics.Dead(Topics.PlaybackEvents), 1));
        Assert.Equal(["not an event"], dead);
    }

    /// <summary>
    /// What the function stands for: a broker that lost the end of its log, as after a power cut,
    /// and meets a producer that had it acknowledged.
    /// </summary>
    [Fact]
    public async Task Broker_ThatLostTheEndOfItsLog_GetsWhatFollows()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        await product.BecomesReadyAsync();
        var producer = product.Get<KafkaProducer>("CoreApi");
        await SendAsync(producer, "first");
        await cluster.Node(1).StopAsync();
        using var copy = new TestDirectory();
        Copy(cluster.DataOf(1), copy.Path);
        await cluster.StartAsync();
        foreach (var text in new[] { "lost", "lost too" }) await SendAsync(producer, text);
        await cluster.KillAsync();
        Directory.Delete(cluster.DataOf(1), recursive: true);
        Copy(copy.Path, cluster.DataOf(1));
        await cluster.StartAsync();

        await Eventually.TrueAsync(
            async () => await Record.ExceptionAsync(() => SendAsync(producer, "after")) is null,
            "the producer sends again");

        var texts = await Task.Run(() => Records.Read(
            cluster.Client(), Topics.Dead(Topics.TranscodeJobs), 2));
        Assert.Equal(["after", "first"], texts);
    }

    private static Task SendAsync(KafkaProducer producer, string text) => producer.ProduceAsync(
        Topics.Dead(Topics.TranscodeJobs),
        new Message<byte[], byte[]> { Key = [1], Value = Encoding.UTF8.GetBytes(text) },
        TestContext.Current.CancellationToken);

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.EnumerateDirectories(
            from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, directory));
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(directory))
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private static void Break(KafkaProducer producer, int code)
    {
        var handle = (SafeHandle)typeof(Handle)
            .GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)!
            .GetValue(producer.Handle)!;
        Assert.Equal(0, TestFatalError(handle.DangerousGetHandle(), code, "a test's"));
    }

    [LibraryImport(
        Library, EntryPoint = "rd_kafka_test_fatal_error",
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int TestFatalError(nint client, int code, string reason);
}
