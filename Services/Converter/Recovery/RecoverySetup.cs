using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.Converter.Recovery;

/// <summary>The pass by which no track is stuck.</summary>
internal static class RecoverySetup
{
    public static IHostApplicationBuilder AddRecovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RecoveryOptions>(RecoveryOptions.Section)
            .Validate(
                options => options.RescueInterval > TimeSpan.Zero,
                "Converter:Jobs:RescueInterval must be more than 0, such as 00:00:30");
        builder.Services.AddPass<TrackRecovery>();
        return builder;
    }
}
