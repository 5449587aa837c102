using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>What mends the counts after a loss.</summary>
internal static class RecoverySetup
{
    public static void AddRecovery(this IHostApplicationBuilder builder) =>
        builder.Services.AddPass<CountsRecovery>();
}
