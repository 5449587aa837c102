using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Problems;

/// <summary>Answers every error as problem details, in one form for all services.</summary>
public static class ProblemsSetup
{
    public static IHostApplicationBuilder AddProblems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<FaultHandler>();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        return builder;
    }

    /// <summary>Goes first in the pipeline.</summary>
    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    /// <summary>What the framework answers by itself gets the same members.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (details.Extensions.ContainsKey("error")) return;
        var status = details.Status ?? context.HttpContext.Response.StatusCode;
        if (ProblemKinds.ForStatus(status) is not { } kind) return;
        details.Type = kind.Type;
        details.Title = kind.Title;
        foreach (var (name, value) in kind.Members(details.Detail ?? kind.Title))
            details.Extensions[name] = value;
    }
}
