using System.Diagnostics;
using System.Text.RegularExpressions;
using AudioStreaming.Testing;

namespace AudioStreaming.Kafka.Tests;

/// <summary>What a test run leaves that is killed in its middle: nothing.</summary>
public sealed partial class KilledHostTests
{
    private static readonly string Test =
        $"{typeof(KafkaServerTests).FullName}."
        + nameof(KafkaServerTests.Broker_StoppedAndKilled_ComesBackWhereItWasWithItsRecords);

    [Fact]
    public async Task Host_Killed_LeavesNoProcessAndNoDirectory()
    {
        TestKafka.Require();
        using var host = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(KilledHostTests).Assembly.Location, "-method", Test])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string? broker = null;
        await Eventually.TrueAsync(
            () => (broker = Children(host.Id).Select(CommandLine).FirstOrDefault(IsBroker))
                is not null || host.HasExited,
            "the other run has a broker", TimeSpan.FromMinutes(1));
        Assert.False(host.HasExited, host.HasExited ? await output : "");
        var directory = TestDirectories().Match(broker!).Value;
        var children = Children(host.Id);
        Assert.True(Directory.Exists(directory));

        host.Kill();

        await Eventually.TrueAsync(
            () => !Directory.Exists(directory) && !children.Any(Runs),
            $"{directory} and {string.Join(", ", children)} are gone");
    }

    private static bool IsBroker(string commandLine) => commandLine.Contains("kafka.Kafka");

    private static List<int> Children(int process) => Read(() =>
        Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))
            .ToList()) ?? [];

    private static string CommandLine(int process) =>
        Read(() => File.ReadAllText($"/proc/{process}/cmdline")) ?? "";

    /// <summary>One that ended, of which its new parent took no note yet, does not run.</summary>
    private static bool Runs(int process) =>
        Read(() => File.ReadAllText($"/proc/{process}/stat")) is { } stat && !stat.Contains(") Z ");

    /// <summary>What is read of a process that may end meanwhile.</summary>
    private static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex("/tmp/audio-streaming-test-[0-9a-f]+", RegexOptions.None, 1000)]
    private static partial Regex TestDirectories();
}
