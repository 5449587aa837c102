using System.Text.RegularExpressions;

namespace AudioStreaming.Tidy.Tests;

/// <summary>One implementation of each mechanism, and one style of what has no meaning of its
/// own.</summary>
public class ChoiceTests
{
    private static readonly string[] Roots =
        ["Libraries/", "ServiceDefaults/", "Services/", "Web/"];

    /// <summary>The choice, how a second one would look, and where the one is.</summary>
    public static TheoryData<string, string, string> Choices => new()
    {
        {
            "what recurs is a PeriodicPass; what reads a log or holds a connection, a consumer",
            @"class [^{]*:[^{]*\b(BackgroundService|IHostedService|IHostedLifecycleService)\b",
            "PeriodicPass|SchemaMigration|IngestWorker|JobConsumer|TrackChanges|"
            + "DatabaseNotifications|EventPublisher"
        },
        { "a lease is renewed by HeldLease", @"new PeriodicTimer\(", "HeldLease" },
        { "events are streamed by EventHub", "text/event-stream", "EventStreams" },
        { "messages go into the outbox by OutboxWriter", @"catalog\.enqueue\(", "OutboxWriter" },
        { "messages leave the outbox by OutboxBatch", "FROM catalog.outbox AS", "OutboxBatch" },
        { "a read-only stream is a ReadOnlyStream", @"class [^{]*:\s*Stream\b", "ReadOnlyStream" },
        {
            "clients of Kafka are made by KafkaClients",
            @"new \w*(Producer|Consumer|AdminClient)Builder\b", "KafkaClients"
        },
        {
            "options are bound by AddValidatedOptions",
            @"BindConfiguration\(|\.Get<\w+Options>", "OptionsSetup"
        },
        { "schemas are migrated by AddSchema", @"SqlMigrations\.ApplyAsync", "SchemaMigration" },
        { "scripts run by RedisScript", "ScriptEvaluate", "RedisScript" },
        { "media have addresses by MediaUrls", @"\$""/media/", "MediaUrls" },
        {
            "a service's instruments are in its Telemetry",
            @"Create(Counter|Histogram|Gauge|UpDownCounter|ObservableGauge)\b", @"\w+Telemetry"
        },
        { "a meter comes from the host's factory", @"new Meter\(", "none" },
        { "log messages are in a file of their own", @"\[LoggerMessage\(", @"\w+\.Log" },
        { "routes are mapped in a Setup", @"\.Map(Get|Post|Put|Patch|Delete)\(", @"\w+Setup" },
        {
            "services are registered in a Setup",
            @"\.(Try)?Add(Singleton|HostedService|Pass|Transient|Scoped)[<(]", @"\w+Setup|"
            + "EventStreams|ServiceDefaultsSetup"
        },
        { "fault points are bound in Development only", "Faults:KillAt", "FaultPoints" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Mechanism_HasOneImplementation(string choice, string other, string place)
    {
        var allowed = new Regex($"^({place})$", RegexOptions.None, TimeSpan.FromSeconds(1));
        var found = new Regex(other, RegexOptions.None, TimeSpan.FromSeconds(10));
        var others =
            from file in Sources()
            where !allowed.IsMatch(Path.GetFileNameWithoutExtension(file))
                && found.IsMatch(Repository.Read(file))
            select $"{file}: {choice}";
        Assert.Empty(others);
    }

    /// <summary>A pattern that finds nothing anywhere would hold nothing.</summary>
    [Theory]
    [MemberData(nameof(Choices))]
    public void Mechanism_IsFoundWhereItIs(string choice, string other, string place)
    {
        if (place == "none") return;
        var found = new Regex(other, RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.True(Sources().Any(file => found.IsMatch(Repository.Read(file))), choice);
    }

    [Fact]
    public void LogMethod_Name_BeginsWithLog()
    {
        var method = new Regex(
            @"private (static )?partial void (?!Log)\w+", RegexOptions.None,
            TimeSpan.FromSeconds(1));
        var others =
            from file in Sources()
            where file.EndsWith(".Log.cs") && method.IsMatch(Repository.Read(file))
            select file;
        Assert.Empty(others);
    }

    [Fact]
    public void Handler_OfARoute_IsAStaticHandle()
    {
        var route = new Regex(
            @"\.Map(Get|Post|Put|Patch|Delete)\(\s*""[^""]*"",(?>\s*)(?!\w+\.Handle(Async)?\))",
            RegexOptions.None, TimeSpan.FromSeconds(1));
        var others =
            from file in Sources()
            where file.StartsWith("Services/") && route.IsMatch(Repository.Read(file))
            select file;
        Assert.Empty(others);
    }

    private static IEnumerable<string> Sources() =>
        Repository.With(".cs").Where(file => Roots.Any(root => file.StartsWith(root)));
}
