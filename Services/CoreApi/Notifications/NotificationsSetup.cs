using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.CoreApi.Notifications;

/// <summary>What the database notifies of.</summary>
internal static class NotificationsSetup
{
    public static void AddNotifications(this IHostApplicationBuilder builder) =>
        builder.Services.AddPass<DatabaseNotifications>();
}
