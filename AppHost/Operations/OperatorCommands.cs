using Npgsql;

namespace AudioStreaming.AppHost.Operations;

/// <summary>
/// What an operator may have to do once in a while, as commands of the resource it concerns. Each
/// is one function of the database, for whoever has no dashboard.
/// </summary>
internal static class OperatorCommands
{
    public static IResourceBuilder<ProjectResource> WithRevivalOfDeadMessages(
        this IResourceBuilder<ProjectResource> core, Infrastructure infrastructure) =>
        core.WithFunction(
            infrastructure, "revive-outbox", "Send dead messages again", "MailArrowUp",
            "Sends what Kafka refused for good once more, now that the cause is gone.",
            "SELECT catalog.revive_outbox()", count => $"{count} messages are sent again.");

    public static IResourceBuilder<ProjectResource> WithRebuildOfCounts(
        this IResourceBuilder<ProjectResource> statistics, Infrastructure infrastructure) =>
        statistics.WithFunction(
            infrastructure, "rebuild-counts", "Rebuild the counts", "ArrowSyncCircle",
            "Refills Redis from the database and reads the rest from the log again.",
            "SELECT statistics.rebuild_counts()", _ => "The counts are rebuilt in a few seconds.");

    private static IResourceBuilder<ProjectResource> WithFunction(
        this IResourceBuilder<ProjectResource> service, Infrastructure infrastructure,
        string name, string text, string icon, string description, string sql,
        Func<object?, string> done) =>
        service.WithCommand(
            name, text,
            async context =>
            {
                try
                {
                    var address = await infrastructure.Database.Resource.GetConnectionStringAsync(
                        context.CancellationToken);
                    await using var database = NpgsqlDataSource.Create(address!);
                    await using var command = database.CreateCommand(sql);
                    return CommandResults.Success(
                        done(await command.ExecuteScalarAsync(context.CancellationToken)));
                }
                catch (NpgsqlException exception)
                {
                    return CommandResults.Failure($"The database did not: {exception.Message}");
                }
            },
            new CommandOptions { Description = description, IconName = icon });
}
