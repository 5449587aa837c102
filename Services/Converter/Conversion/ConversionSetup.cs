namespace AudioStreaming.Converter.Conversion;

/// <summary>What becomes of a claimed track.</summary>
internal static class ConversionSetup
{
    public static IHostApplicationBuilder AddConversion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TrackConversion>();
        return builder;
    }
}
