using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AudioStreaming.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver.
/// Without one nothing is recorded at all.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Timeout = "OTEL_EXPORTER_OTLP_TIMEOUT";
    private const string Disabled = "OTEL_SDK_DISABLED";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string ResourceAttributes = "OTEL_RESOURCE_ATTRIBUTES";
    private const string TimeoutMs = "2000";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        KeepRequestsOutOfLogs(builder.Logging);
        // It would log every statement, wait and copy; spans tell more.
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            builder.Configuration[Disabled] ??= "true";
            return;
        }

        // A service that ends waits as long for a receiver that is gone; the default is 10 s.
        builder.Configuration[Timeout] ??= TimeoutMs;
        // The default also carries baggage, which a visitor could fill; and with this one the
        // instrumentation leaves it to the host whether a caller's context is taken over.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());

        // The name of the service's project is that of its activity source and its meter.
        var source = builder.Environment.ApplicationName;
        var service = builder.Configuration[ServiceName]
            ?? source.Split('.')[^1].ToLowerInvariant();
        builder.Services.TryAddSingleton(services => new OwnTelemetry(
            source, services.GetService<ActivitySource>(),
            services.GetRequiredService<IMeterFactory>()));
        KeepExportersApart(builder.Services);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                service, autoGenerateServiceInstanceId: !HasInstanceId(builder.Configuration)))
            .WithTracing(tracing => AddTraces(tracing, source))
            .WithMetrics(metrics => AddMetrics(metrics, source))
            .WithLogging(logging => logging.AddOtlpExporter(), IncludeMessagesOnly);
    }

    private static void AddTraces(TracerProviderBuilder tracing, string source) => tracing
        .AddSource(source)
        .AddAspNetCoreInstrumentation(options =>
            options.Filter = context => IsWorthATrace(context.Request.Path))
        .AddHttpClientInstrumentation(options =>
            options.FilterHttpRequestMessage =
                request => IsWorthATrace(request.RequestUri?.AbsolutePath))
        .AddProcessor(new AnonymousSpans())
        .AddProcessor(services => new OwnSpanExport(
            new OtlpTraceExporter(
                services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>().CurrentValue),
            services.GetRequiredService<OwnTelemetry>()));

    private static void AddMetrics(MeterProviderBuilder metrics, string source)
    {
        metrics
            .AddMeter(source, DefaultsTelemetry.Name)
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddOtlpExporter();
        ((IDeferredMeterProviderBuilder)metrics).Configure((services, provider) =>
        {
            var own = services.GetRequiredService<OwnTelemetry>();
            provider.AddView(instrument =>
                own.Owns(instrument.Meter) ? null : MetricStreamConfiguration.Drop);
        });
    }

    /// <summary>
    /// The exporters send through the factory's clients, where there is one. A receiver is no
    /// service of ours, and they have retries and a timeout of their own.
    /// </summary>
    private static void KeepExportersApart(IServiceCollection services)
    {
        foreach (var signal in (string[])["Log", "Metric", "Trace"])
            services.AddHttpClient($"Otlp{signal}Exporter")
                .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
    }

    /// <summary>Health checks come every few seconds and say nothing.</summary>
    private static bool IsWorthATrace(string? path) => path is not ("/health" or "/alive");

    /// <summary>Aspire gives one, by which its dashboard knows the replica.</summary>
    private static bool HasInstanceId(IConfiguration configuration) =>
        configuration[ResourceAttributes]?.Contains("service.instance.id=") == true;

    /// <summary>Scopes hold connection ids, which would link the requests of one browser.</summary>
    private static void IncludeMessagesOnly(OpenTelemetryLoggerOptions options)
    {
        options.IncludeFormattedMessage = true;
        options.IncludeScopes = false;
    }

    /// <summary>The framework would log every request's URL and connection.</summary>
    private static void KeepRequestsOutOfLogs(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Yarp", LogLevel.Warning);
    }
}
