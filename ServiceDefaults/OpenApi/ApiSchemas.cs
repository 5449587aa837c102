using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AudioStreaming.ServiceDefaults.OpenApi;

/// <summary>What the types alone do not tell.</summary>
internal static class ApiSchemas
{
    private const string IdConverter = "ParsableJsonConverter`1";

    private static readonly Dictionary<string, string> ProblemMembers = new(StringComparer.Ordinal)
    {
        ["type"] = "Tells the kind of error; a path, the same for every error of the kind.",
        ["title"] = "The kind of error in words.",
        ["status"] = "The HTTP status.",
        ["detail"] = "The same as message.",
        ["instance"] = "Not used.",
    };

    public static Task CompleteAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType?.Name == IdConverter)
            schema.Type = JsonSchemaType.String;
        if (type == typeof(ProblemDetails)) Describe(schema);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema problem)
    {
        problem.Description = "An error (RFC 9457).";
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        foreach (var (name, text) in ProblemMembers)
        {
            if (problem.Properties.TryGetValue(name, out var member))
                member.Description = text;
        }
        problem.Properties["error"] = Text("The same as a code: not_found.");
        problem.Properties["message"] = Text("What went wrong and what would help.");
    }

    private static OpenApiSchema Text(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
