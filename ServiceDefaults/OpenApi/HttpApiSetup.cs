using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace AudioStreaming.ServiceDefaults.OpenApi;

/// <summary>
/// What the services' HTTP APIs have alike: errors as problem details, one form of JSON, and an
/// OpenAPI document that is the same wherever it is made.
/// </summary>
public static class HttpApiSetup
{
    private const string Version = "1";
    private const string DocumentName = "v1";

    /// <summary>
    /// The program that the build starts a service in, to ask for its description.
    /// </summary>
    private const string DescribingProgram = "GetDocument.Insider";

    /// <summary>
    /// Goes last among a service's registrations. The service itself calls <c>AddOpenApi()</c>
    /// before, which the compiler then teaches the service's documentation comments.
    /// </summary>
    public static IHostApplicationBuilder AddHttpApi(
        this IHostApplicationBuilder builder, string title, string description)
    {
        builder.AddProblems();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        builder.Services.Configure<OpenApiOptions>(DocumentName, options => options
            .AddSchemaTransformer(ApiSchemas.CompleteAsync)
            .AddOperationTransformer(ProblemExamples.CompleteAsync)
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = title,
                    Description = description,
                    Version = Version,
                };
                RemoveCircumstances(document);
                return Task.CompletedTask;
            }));
        if (Assembly.GetEntryAssembly()?.GetName().Name == DescribingProgram)
            RemoveBackgroundWork(builder.Services);
        return builder;
    }

    /// <summary>
    /// Goes first in the pipeline. <c>/openapi/v1.json</c> is for tools, and for the test that the
    /// document is current.
    /// </summary>
    public static void UseHttpApi(this WebApplication app)
    {
        app.UseProblems();
        app.MapOpenApi();
    }

    /// <summary>
    /// Where a request came in, or what the assembly is called, is no part of it.
    /// </summary>
    private static void RemoveCircumstances(OpenApiDocument document)
    {
        document.Servers = [];
        document.Tags?.Clear();
        foreach (var operation in document.Paths.Values
            .SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
            operation.Tags?.Clear();
    }

    /// <summary>
    /// There is neither database nor broker nor secret where a service is only described.
    /// </summary>
    private static void RemoveBackgroundWork(IServiceCollection services)
    {
        var background = services.Where(service =>
            service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore") != true);
        foreach (var service in background.ToList()) services.Remove(service);
        services.RemoveAll<IStartupValidator>();
    }
}
