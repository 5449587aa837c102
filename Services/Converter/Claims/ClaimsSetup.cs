using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.Converter.Claims;

/// <summary>Who works on a track, and what becomes of it.</summary>
internal static class ClaimsSetup
{
    public static IHostApplicationBuilder AddClaims(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ClaimOptions>(ClaimOptions.Section)
            .Validate(
                options => options.Lease > TimeSpan.Zero,
                "Converter:Jobs:Lease must be more than 0, such as 00:01:00")
            .Validate(
                options => options.MaxAttempts is >= 1 and <= 100,
                "Converter:Jobs:MaxAttempts must be from 1 to 100, such as 5");
        builder.Services.AddSingleton<TrackClaims>();
        return builder;
    }
}
