namespace AudioStreaming.CoreApi.Deletion;

/// <summary>Removal of tracks, and of objects that no track has.</summary>
internal static class DeletionSetup
{
    public static IHostApplicationBuilder AddDeletion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeletionOptions>()
            .BindConfiguration(DeletionOptions.Section)
            .Validate(
                options => options.RetryInterval > TimeSpan.Zero
                    && options.SweepInterval > TimeSpan.Zero
                    && options.OrphanAge >= TimeSpan.FromHours(1),
                "Deletion: intervals must be more than 0, and OrphanAge at least an hour")
            .ValidateOnStart();
        builder.Services.AddSingleton<TrackDeletion>();
        builder.Services.AddSingleton<OrphanSweep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrackDeletion>());
        builder.Services.AddHostedService(services => services.GetRequiredService<OrphanSweep>());
        return builder;
    }
}
