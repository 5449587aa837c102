using System.Net.Http.Json;
using System.Text.Json;

namespace AudioStreaming.AppHost.Tests;

/// <summary>What the dashboard answers when asked for the traces it was sent.</summary>
internal static class DashboardTraces
{
    private const string Path = "/api/telemetry/traces?limit=10000";

    /// <returns>Of every span: its trace, its service and its name.</returns>
    public static async Task<IReadOnlyList<DashboardSpan>> ReadAsync(
        HttpClient dashboard, CancellationToken cancellationToken)
    {
        var answer = await dashboard.GetFromJsonAsync<JsonElement>(Path, cancellationToken);
        return
        [
            .. from resource in List(answer.GetProperty("data"), "resourceSpans")
               let service = List(resource.GetProperty("resource"), "attributes")
                   .Single(attribute => attribute.GetProperty("key").GetString() == "service.name")
                   .GetProperty("value").GetProperty("stringValue").GetString()
               from scope in List(resource, "scopeSpans")
               from span in List(scope, "spans")
               select new DashboardSpan(
                   span.GetProperty("traceId").GetString()!, service!,
                   span.GetProperty("name").GetString()!),
        ];
    }

    private static JsonElement.ArrayEnumerator List(JsonElement parent, string name) =>
        parent.GetProperty(name).EnumerateArray();
}

internal sealed record DashboardSpan(string TraceId, string Service, string Name);
