namespace AudioStreaming.AppHost.Local;

/// <summary>The commands that the dashboard shows for every other resource, too.</summary>
internal static class LocalServerCommands
{
    public static IResourceBuilder<LocalServer> WithServerCommands(
        this IResourceBuilder<LocalServer> server, LocalServerControl control) => server
        .With(
            KnownResourceCommands.StartCommand, "Start", "Play", isForRunning: false,
            context => control.StartAsync(context, server.Resource))
        .With(
            KnownResourceCommands.StopCommand, "Stop", "Stop", isForRunning: true,
            async context =>
            {
                await control.StopAsync(context, server.Resource);
                return true;
            })
        .With(
            KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise",
            isForRunning: true,
            async context =>
            {
                await control.StopAsync(context, server.Resource);
                return await control.StartAsync(context, server.Resource);
            });

    private static IResourceBuilder<LocalServer> With(
        this IResourceBuilder<LocalServer> server, string name, string text, string icon,
        bool isForRunning, Func<ExecuteCommandContext, Task<bool>> execute) =>
        server.WithCommand(
            name, text,
            async context => await execute(context)
                ? CommandResults.Success()
                : CommandResults.Failure("It did not start; its log says why."),
            new CommandOptions
            {
                IconName = icon,
                IsHighlighted = true,
                UpdateState = context => State(context.ResourceSnapshot.State?.Text, isForRunning),
            });

    private static ResourceCommandState State(string? state, bool isForRunning)
    {
        if (state == KnownResourceStates.Starting || state == KnownResourceStates.Stopping)
            return ResourceCommandState.Disabled;
        var isRunning = state == KnownResourceStates.Running;
        return isRunning == isForRunning
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Hidden;
    }
}
