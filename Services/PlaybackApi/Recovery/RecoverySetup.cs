using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.PlaybackApi.Recovery;

/// <summary>What mends after crashes and outages.</summary>
internal static class RecoverySetup
{
    public static void AddRecovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RecoveryOptions>(RecoveryOptions.Section)
            .ValidateRange(
                "Playback:SweepInterval", recovery => recovery.SweepInterval,
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10))
            .ValidateRange("Playback:SweepBatch", recovery => recovery.SweepBatch, 1, 100_000);
        builder.Services.AddPass<SessionRecovery>();
    }
}
