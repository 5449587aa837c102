using System.Runtime.InteropServices;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// The few functions of librdkafka behind its in-process broker (<c>rdkafka_mock.h</c>), which
/// Confluent.Kafka does not offer.
/// </summary>
internal static partial class Librdkafka
{
    /// <summary>The kind of request that sends messages.</summary>
    public const short Produce = 0;

    private const string Library = "librdkafka";
    private const int Producer = 0;
    private const int AllBrokers = -1;
    private const int ErrorTextSize = 512;

    private static readonly string[] Builds =
        [Library, "alpine-librdkafka", "centos8-librdkafka"];

    /// <summary>
    /// The same file as Confluent.Kafka's own clients: which of its three builds loads depends on
    /// the system (Debian has no <c>libsasl2.so.3</c>, Alpine no glibc).
    /// </summary>
    static Librdkafka() => NativeLibrary.SetDllImportResolver(
        typeof(Librdkafka).Assembly,
        (name, _, _) => name == Library ? Load() : 0);

    /// <summary>The clients of a broker elsewhere need the library just as well.</summary>
    /// <exception cref="InfrastructureException">
    /// It is not there, or for another system.
    /// </exception>
    public static void RequireLoadable()
    {
        if (Load() == 0)
            throw new InfrastructureException(
                "librdkafka cannot be loaded: it comes with the program for Linux, macOS (x64, "
                + "arm64) and Windows (x64); on one of these build anew, by: "
                + "dotnet build Standalone -c Release --no-incremental");
    }

    /// <summary>A client of nobody, which the broker needs for its bookkeeping.</summary>
    public static nint NewClient()
    {
        var configuration = NewConfiguration();
        var error = new byte[ErrorTextSize];
        // Only errors: by default it reports on stderr that it has no cluster to connect to.
        Set(configuration, "log_level", "3", error, ErrorTextSize);
        var client = New(Producer, configuration, error, ErrorTextSize);
        return client != 0
            ? client
            : throw new InfrastructureException(
                $"The in-process Kafka broker cannot start: {Text(error)}");
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    public static partial void DestroyClient(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint NewCluster(nint client, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void DestroyCluster(nint cluster);

    public static string Bootstraps(nint cluster) =>
        Marshal.PtrToStringUTF8(ClusterBootstraps(cluster))!;

    public static void CreateTopic(nint cluster, string topic, int partitions)
    {
        var code = TopicCreate(cluster, topic, partitions, 1);
        if (code != 0)
            throw new InfrastructureException(
                $"The in-process Kafka broker cannot create the topic {topic} (error {code}).");
    }

    public static void SetDown(nint cluster) => _ = BrokerSetDown(cluster, AllBrokers);

    public static void SetUp(nint cluster) => _ = BrokerSetUp(cluster, AllBrokers);

    /// <summary>
    /// How long a new group waits for further members before the first assignment.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    public static partial void SetInitialRebalanceDelay(nint cluster, int milliseconds);

    /// <summary>Without one, clients wait in vain for someone to refuse what needs one.</summary>
    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_set_controller_id")]
    public static partial void SetController(nint cluster, int broker);

    /// <summary>The next answers to requests of a kind are these errors.</summary>
    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    public static partial void PushErrors(nint cluster, short kind, nuint count, int[] errors);

    private static nint Load()
    {
        foreach (var build in Builds)
            if (NativeLibrary.TryLoad(
                build, typeof(Confluent.Kafka.Library).Assembly, null, out var handle))
                return handle;
        return 0;
    }

    private static string Text(byte[] text) =>
        System.Text.Encoding.UTF8.GetString(text).TrimEnd('\0');

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    private static partial nint NewConfiguration();

    [LibraryImport(
        Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(
        nint configuration, string name, string value, [Out] byte[] error, nint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    private static partial nint New(
        int type, nint configuration, [Out] byte[] error, nint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    private static partial nint ClusterBootstraps(nint cluster);

    [LibraryImport(
        Library, EntryPoint = "rd_kafka_mock_topic_create",
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int TopicCreate(
        nint cluster, string topic, int partitions, int replicationFactor);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    private static partial int BrokerSetDown(nint cluster, int broker);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    private static partial int BrokerSetUp(nint cluster, int broker);
}
