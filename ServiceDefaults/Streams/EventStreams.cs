using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Streams;

/// <summary>Registers and describes a service's stream of events.</summary>
public static class EventStreams
{
    internal const string TooMany =
        "too many streams are open here; try again later, or read without one";

    /// <param name="builder">Of the service; it has one stream.</param>
    /// <param name="name">In metrics.</param>
    /// <param name="section">Holds the <see cref="StreamOptions"/>.</param>
    /// <param name="backlog">By how many events a reader may fall behind.</param>
    public static void AddEventHub(
        this IHostApplicationBuilder builder, string name, string section, int backlog)
    {
        builder.Services.AddValidatedOptions<StreamOptions>(section)
            .Positive(stream => stream.Heartbeat)
            .Min(stream => stream.MaxStreams, 1);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<EventHub>(
            services, name, backlog,
            services.GetRequiredService<IOptions<StreamOptions>>().Value));
    }

    /// <summary>What every stream answers, for the API's description.</summary>
    public static RouteHandlerBuilder WithEventStream(
        this RouteHandlerBuilder route, string example) =>
        route
            .Produces<string>(contentType: "text/event-stream")
            .WithTextExample(StatusCodes.Status200OK, example)
            .WithProblem(ProblemKinds.Unavailable, TooMany);
}
