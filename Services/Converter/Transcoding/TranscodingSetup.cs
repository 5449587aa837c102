using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>What an original is, and what is made of it.</summary>
internal static class TranscodingSetup
{
    public static IHostApplicationBuilder AddTranscoding(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TranscodingOptions>(TranscodingOptions.Section)
            .Validate(
                options => options.MaxOutputMegabytes is >= 16 and <= 1_048_576,
                "Converter:Transcoding:MaxOutputMegabytes must be from 16 to 1048576, "
                + "such as 8192")
            .Validate(
                options => options.MaxHeaderMegabytes is >= 1 and <= 1_024,
                "Converter:Transcoding:MaxHeaderMegabytes must be from 1 to 1024, such as 64");
        builder.Services.AddSingleton<Originals>();
        builder.Services.AddSingleton<SourceProbe>();
        builder.Services.AddSingleton<SourceInspection>();
        builder.Services.AddSingleton<CoverArt>();
        builder.Services.AddSingleton<Transcoder>();
        return builder;
    }
}
