using System.Net;
using System.Runtime.InteropServices;
using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;

if (args.Any(argument => argument is "--help" or "-h"))
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

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
    var options = CommandLine.Parse(args) with { Report = Console.WriteLine };
    await using var app = await StandaloneApp.StartAsync(options, stop.Token);
    Console.WriteLine($"ready: {app.Address}");
    if (IPAddress.IsLoopback(options.Bind))
        Console.WriteLine("(for this machine only; --bind 0.0.0.0 opens it to the network)");
    await Task.WhenAny(app.Failed, Task.Delay(Timeout.Infinite, stop.Token));
    Console.WriteLine("stopping");
    return app.Failed.IsCompleted ? 1 : 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"{exception.Message}; see --help");
    return 2;
}
catch (InfrastructureException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
