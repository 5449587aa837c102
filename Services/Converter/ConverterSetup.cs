using AudioStreaming.Converter.Claims;
using AudioStreaming.Converter.Conversion;
using AudioStreaming.Converter.Jobs;
using AudioStreaming.Converter.Sandboxing;
using AudioStreaming.Converter.Transcoding;
using AudioStreaming.Storage;

namespace AudioStreaming.Converter;

/// <summary>The service as a library; a worker has no routes of its own.</summary>
public static class ConverterSetup
{
    public static IHostApplicationBuilder AddConverter(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database");
        builder.AddObjectStore("objects");
        builder.Services.AddSingleton<ConverterTelemetry>();
        return builder
            .AddJobs()
            .AddConversion()
            .AddClaims()
            .AddTranscoding()
            .AddSandboxing();
    }
}
