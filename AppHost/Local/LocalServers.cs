using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.AppHost.Local;

/// <summary>
/// What Standalone would start, as resources: each with its state, its properties and its log in
/// the dashboard. They are children of this process, and the broker lives in it.
/// </summary>
internal sealed partial class LocalServers(StandaloneOptions options, IConfiguration configuration)
    : IAsyncDisposable
{
    private const string ResourceType = "LocalServer";

    private static readonly TimeSpan LogPoll = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<LocalInfrastructure> _running =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _isStarted;

    public IResourceBuilder<IResourceWithConnectionString> Add(
        IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new LocalServer(
            name, cancellation => SettingAsync($"ConnectionStrings:{name}", cancellation)))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = ResourceType,
                State = KnownResourceStates.Starting,
                Properties = [],
            })
            .WithIconName("Server")
            .OnInitializeResource(StartAsync);

    /// <summary>Names the log of the broker that lives in this process.</summary>
    public Task<string> KafkaLogIdAsync(CancellationToken cancellationToken) =>
        SettingAsync("Kafka:LogId", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_running.Task.IsCompletedSuccessfully) await (await _running.Task).DisposeAsync();
    }

    private async Task<string> SettingAsync(string name, CancellationToken cancellationToken) =>
        (await _running.Task.WaitAsync(cancellationToken)).Settings[name]!;

    private async Task StartAsync(
        LocalServer resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        try
        {
            var part = (await RunningAsync(cancellationToken)).Parts[resource.Name];
            await start.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
                Properties =
                [
                    new ResourcePropertySnapshot(
                        CustomResourceKnownProperties.Source, part.Description),
                    new ResourcePropertySnapshot("process", part.ProcessId),
                    new ResourcePropertySnapshot("log", part.Log),
                ],
            });
            await start.Eventing.PublishAsync(
                new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken);
            LogServes(start.Logger, part.Description);
            if (part.Log is { } log) _ = FollowAsync(log, start.Logger, cancellationToken);
        }
        catch (InfrastructureException exception)
        {
            LogFailed(start.Logger, exception.Message);
            await start.Notifications.PublishUpdateAsync(
                resource, snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        }
    }

    /// <summary>Whichever resource comes first starts all parts, which share a directory.</summary>
    private async Task<LocalInfrastructure> RunningAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
            return await _running.Task.WaitAsync(cancellationToken);
        try
        {
            _running.SetResult(await LocalInfrastructure.StartAsync(
                options, configuration, cancellationToken));
        }
        catch (Exception exception)
        {
            _running.SetException(exception);
        }
        return await _running.Task;
    }

    private static async Task FollowAsync(
        string path, ILogger logger, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (!cancellationToken.IsCancellationRequested)
            if (await reader.ReadLineAsync(cancellationToken) is { } line) LogLine(logger, line);
            else await Task.Delay(LogPoll, cancellationToken);
    }
}
