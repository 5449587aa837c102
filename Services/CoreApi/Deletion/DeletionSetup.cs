using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.CoreApi.Deletion;

/// <summary>The deletion of tracks with all that belongs to them.</summary>
internal static class DeletionSetup
{
    public static void AddDeletion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DeletionOptions>(DeletionOptions.Section)
            .Validate(
                deletion => deletion.RetryInterval > TimeSpan.Zero,
                "Deletion:RetryInterval must be longer than zero, such as 00:00:15")
            .Validate(
                deletion => deletion.SweepInterval > TimeSpan.Zero,
                "Deletion:SweepInterval must be longer than zero, such as 01:00:00")
            .Validate(
                deletion => deletion.OrphanAge >= TimeSpan.FromHours(1),
                "Deletion:OrphanAge must be at least an hour, such as 1.00:00:00");
        builder.Services.AddSingleton<DeletionSaga>();
    }
}
