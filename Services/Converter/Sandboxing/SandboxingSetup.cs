using AudioStreaming.ServiceDefaults.Options;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>Where programs run that read untrusted bytes.</summary>
internal static class SandboxingSetup
{
    public static IHostApplicationBuilder AddSandboxing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SandboxOptions>(SandboxOptions.Section)
            .Validate(
                options => options.UserId >= 1,
                "Converter:Sandbox:UserId must be a user other than root, such as 65534")
            .Range(options => options.MemoryMegabytes, 256, 65_536)
            .Range(options => options.OpenFiles, 16, 4_096);
        builder.Services.AddSingleton<Sandbox>();
        return builder;
    }
}
