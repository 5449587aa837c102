using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.Converter.Recovery;

/// <summary>The pass by which no track is stuck.</summary>
internal static class RecoverySetup
{
    public static IHostApplicationBuilder AddRecovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RecoveryOptions>(RecoveryOptions.Section)
            .Positive(options => options.RescueInterval);
        builder.Services.AddPass<TrackRecovery>();
        return builder;
    }
}
