using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using static System.TimeSpan;

namespace AudioStreaming.PlaybackApi.Recovery;

/// <summary>What mends after crashes and outages.</summary>
internal static class RecoverySetup
{
    public static void AddRecovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RecoveryOptions>(RecoveryOptions.Section)
            .Range(o => o.SweepInterval, FromSeconds(0.1), FromMinutes(10))
            .Range(o => o.SweepBatch, 1, 100_000);
        builder.Services.AddPass<SessionRecovery>();
    }
}
