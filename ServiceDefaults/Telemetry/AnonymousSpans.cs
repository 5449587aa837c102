using System.Diagnostics;
using OpenTelemetry;

namespace AudioStreaming.ServiceDefaults.Telemetry;

/// <summary>
/// Removes from spans whatever could tell one person from another. The instrumentation records
/// some of it by default, and may record more in a later version. Paths go too, for a visitor can
/// write anything into them; the route, which is ours, stays.
/// </summary>
internal sealed class AnonymousSpans : BaseProcessor<Activity>
{
    private const string FullUrl = "url.full";

    private static readonly string[] Names =
    [
        "client.address", "client.port", "enduser.id", "http.client_ip", "http.user_agent",
        "messaging.kafka.message.key", "net.peer.ip", "net.peer.port", "net.sock.peer.addr",
        "net.sock.peer.port", "session.id", "url.path", "url.query", "user.id",
        "user_agent.original",
    ];

    private static readonly string[] Prefixes =
        ["http.request.header.", "http.response.header.", "network.peer.", "user_agent."];

    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(IsPersonal).ToList())
            data.SetTag(name, null);
        if (data.GetTagItem(FullUrl) is string url)
            data.SetTag(FullUrl, Uri.TryCreate(url, UriKind.Absolute, out var address)
                ? address.GetLeftPart(UriPartial.Authority)
                : null);
    }

    private static bool IsPersonal(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix));
}
