using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.CoreApi.Deletion;

/// <summary>The deletion of tracks with all that belongs to them.</summary>
internal static class DeletionSetup
{
    public static void AddDeletion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DeletionOptions>(DeletionOptions.Section)
            .Positive(deletion => deletion.RetryInterval)
            .Positive(deletion => deletion.SweepInterval)
            .Min(deletion => deletion.OrphanAge, TimeSpan.FromHours(1));
        builder.Services.AddSingleton<DeletionSaga>();
    }
}
