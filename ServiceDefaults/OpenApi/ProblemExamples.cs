using System.Globalization;
using System.Text.Json.Nodes;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AudioStreaming.ServiceDefaults.OpenApi;

/// <summary>Shows every error that an endpoint declares in the form that clients get.</summary>
internal static class ProblemExamples
{
    private const string MediaType = "application/problem+json";

    public static ProducesResponseTypeMetadata Answer(ProblemKind kind) =>
        new(kind.Status, typeof(ProblemDetails), [MediaType]);

    public static JsonObject Of(ProblemKind kind, string message) => new()
    {
        ["type"] = kind.Type,
        ["title"] = kind.Title,
        ["status"] = kind.Status,
        ["detail"] = message,
        ["error"] = kind.Error,
        ["message"] = message,
    };

    /// <summary>Where the endpoint has nothing particular to say, the kind's title.</summary>
    public static Task CompleteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        foreach (var (status, answer) in operation.Responses?.AsEnumerable() ?? [])
        {
            if (!int.TryParse(status, CultureInfo.InvariantCulture, out var number)
                || ProblemKinds.ForStatus(number) is not { } kind)
                continue;
            if (answer.Content?.TryGetValue(MediaType, out var content) == true
                && content.Example is null)
                content.Example = Of(kind, kind.Title);
        }
        return Task.CompletedTask;
    }
}
