using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.Converter.Claims;

/// <summary>Who works on a track, and what becomes of it.</summary>
internal static class ClaimsSetup
{
    public static IHostApplicationBuilder AddClaims(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ClaimOptions>(ClaimOptions.Section)
            .Positive(options => options.Lease)
            .Range(options => options.MaxAttempts, 1, 100)
            .Positive(options => options.ShortAudio);
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddSingleton<TrackClaims>();
        return builder;
    }
}
