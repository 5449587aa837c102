using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>What an original is, and what is made of it.</summary>
internal static class TranscodingSetup
{
    public static IHostApplicationBuilder AddTranscoding(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TranscodingOptions>(TranscodingOptions.Section)
            .Range(options => options.MaxOutputMegabytes, 16, 1_048_576)
            .Range(options => options.MaxHeaderMegabytes, 1, 1_024);
        builder.Services.AddSingleton<Originals>();
        builder.Services.AddSingleton<SourceProbe>();
        builder.Services.AddSingleton<SourceInspection>();
        builder.Services.AddSingleton<CoverArt>();
        builder.Services.AddSingleton<Transcoder>();
        return builder;
    }
}
