using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.CoreApi.Recovery;

/// <summary>The passes that recover from what crashes and outages left.</summary>
internal static class RecoverySetup
{
    public static void AddRecovery(this IHostApplicationBuilder builder) =>
        builder.Services
            .AddPass<UploadRecovery>()
            .AddPass<DeletionRecovery>()
            .AddPass<OrphanRecovery>();
}
