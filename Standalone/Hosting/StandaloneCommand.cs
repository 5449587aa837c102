using System.Net;
using System.Runtime.InteropServices;
using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>The program: from what was typed to the exit code.</summary>
public static class StandaloneCommand
{
    private const int Failure = 1;
    private const int Misuse = 2;
    private const string KafkaHome = "KAFKA_HOME";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }
        StandaloneOptions options;
        try
        {
            options = CommandLine.Parse(arguments) with { Report = Console.WriteLine };
            if (Environment.GetEnvironmentVariable(KafkaHome) is { Length: > 0 } kafka)
                options = options with { KafkaHome = options.KafkaHome ?? kafka };
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"{exception.Message}; see --help");
            return Misuse;
        }
        try
        {
            return await RunAsync(options);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(StartError.Describe(exception, options.DataDirectory));
            return Failure;
        }
    }

    private static async Task<int> RunAsync(StandaloneOptions options)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            await using var app = await StandaloneApp.StartAsync(options, stop.Token);
            await Readiness.AwaitAsync(app.Address, app.Failed, stop.Token);
            options.Report($"ready: {app.Address}");
            if (IPAddress.IsLoopback(options.Bind))
                options.Report("(for this machine only; --bind 0.0.0.0 opens it to the network)");
            if (app.ForgetsItsLog)
                options.Report(
                    "(Kafka runs in this process and in memory: a crash loses plays of the last "
                    + "moments; --kafka DIRECTORY keeps them)");
            await Task.WhenAny(app.Failed, Task.Delay(Timeout.Infinite, stop.Token));
            options.Report("stopping");
            return app.Failed.IsCompleted ? Failure : 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }
}
