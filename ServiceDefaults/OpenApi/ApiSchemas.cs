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

    public static Task CompleteAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType?.Name == IdConverter)
            schema.Type = JsonSchemaType.String;
        if (type == typeof(ProblemDetails))
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["error"] = Text("The same as a code: not_found.");
            schema.Properties["message"] = Text("What went wrong and what would help.");
        }
        return Task.CompletedTask;
    }

    private static OpenApiSchema Text(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
