using System.Text.Json.Nodes;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace AudioStreaming.ServiceDefaults.OpenApi;

/// <summary>Shows what goes in and out of an endpoint.</summary>
public static class ApiExamples
{
    /// <summary>Shows what an answer looks like.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="json">Its body.</param>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, int status, string json)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithAnswer(status, JsonNode.Parse(json)!);

    /// <summary>Shows what an answer that is no JSON looks like.</summary>
    public static TBuilder WithTextExample<TBuilder>(
        this TBuilder endpoint, int status, string text)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithAnswer(status, JsonValue.Create(text));

    /// <summary>Declares an error, shown with what it says here.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">As users read it.</param>
    public static TBuilder WithProblem<TBuilder>(
        this TBuilder endpoint, ProblemKind kind, string message)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .WithMetadata(ProblemExamples.Answer(kind))
            .WithAnswer(kind.Status, ProblemExamples.Of(kind, message));

    /// <summary>Shows what to send.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="json">The body; of a form, its fields.</param>
    public static TBuilder WithRequestExample<TBuilder>(this TBuilder endpoint, string json)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values.AsEnumerable() ?? [])
                content.Example = JsonNode.Parse(json);
            return Task.CompletedTask;
        });

    private static TBuilder WithAnswer<TBuilder>(
        this TBuilder endpoint, int status, JsonNode example)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var answer = operation.Responses?.GetValueOrDefault($"{status}");
            foreach (var content in answer?.Content?.Values.AsEnumerable() ?? [])
                content.Example = example.DeepClone();
            return Task.CompletedTask;
        });
}
