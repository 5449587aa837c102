using System.Text.Json.Nodes;

namespace AudioStreaming.Testing;

/// <summary>Holds a service's checked-in OpenAPI document against what it serves.</summary>
public static class ApiDescription
{
    /// <exception cref="InvalidOperationException">It is not what the service serves.</exception>
    /// <param name="service">As the document's file is called: <c>coreapi</c>.</param>
    /// <param name="served">What <c>/openapi/v1.json</c> answers.</param>
    public static void AssertCurrent(string service, string served)
    {
        var file = Path.Combine(Root(), "docs", "openapi", $"{service}.json");
        var isCurrent = File.Exists(file)
            && JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), JsonNode.Parse(served));
        if (!isCurrent)
            throw new InvalidOperationException(
                $"docs/openapi/{service}.json is not current; build the service and commit it");
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "AudioStreaming.sln")))
            directory = directory.Parent
                ?? throw new InvalidOperationException("AudioStreaming.sln is not above the tests");
        return directory.FullName;
    }
}
