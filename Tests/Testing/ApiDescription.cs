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
        var file = Path.Combine(Repository.Root, "docs", "openapi", $"{service}.json");
        var isCurrent = File.Exists(file)
            && JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), JsonNode.Parse(served));
        if (!isCurrent)
            throw new InvalidOperationException(
                $"docs/openapi/{service}.json is not current; build the service and commit it");
    }

    /// <exception cref="InvalidOperationException">
    /// Something a user of the API must know is not said.
    /// </exception>
    /// <param name="served">What <c>/openapi/v1.json</c> answers.</param>
    public static void AssertComplete(string served)
    {
        var document = JsonNode.Parse(served)!;
        var gaps = OfOperations(document).Concat(OfSchemas(document)).ToList();
        if (gaps.Count > 0) throw new InvalidOperationException(string.Join('\n', gaps));
    }

    private static IEnumerable<string> OfOperations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from gap in OfOperation(operation.Value!)
        select $"{operation.Key} {path.Key}: {gap}";

    private static IEnumerable<string> OfOperation(JsonNode operation)
    {
        foreach (var name in (string[])["operationId", "summary", "description"])
        {
            if (IsEmpty(operation[name])) yield return $"{name} is missing";
        }
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (IsEmpty(parameter!["description"]))
                yield return $"parameter {parameter["name"]} has no description";
        }
        foreach (var (type, content) in Contents(operation["requestBody"]))
        {
            if (content!["example"] is null) yield return $"no example of the request ({type})";
        }
        foreach (var (status, answer) in operation["responses"]!.AsObject())
        {
            foreach (var (type, content) in Contents(answer))
            {
                if (IsText(type) && content!["example"] is null)
                    yield return $"no example of {status} ({type})";
            }
        }
    }

    private static IEnumerable<string> OfSchemas(JsonNode document) =>
        from schema in document["components"]!["schemas"]!.AsObject()
        from property in schema.Value!["properties"]?.AsObject() ?? []
        where IsEmpty(property.Value!["description"])
        select $"{schema.Key}.{property.Key} has no description";

    private static JsonObject Contents(JsonNode? body) => body?["content"]?.AsObject() ?? [];

    private static bool IsText(string type) => type.EndsWith("json") || type.StartsWith("text/");

    private static bool IsEmpty(JsonNode? text) => string.IsNullOrEmpty((string?)text);
}
