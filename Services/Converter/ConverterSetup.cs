namespace AudioStreaming.Converter;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class ConverterSetup
{
    public static IHostApplicationBuilder AddConverter(this IHostApplicationBuilder builder) => builder;

    public static WebApplication MapConverter(this WebApplication app) => app;
}
