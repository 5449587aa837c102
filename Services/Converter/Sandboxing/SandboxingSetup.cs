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
            .Validate(
                options => options.MemoryMegabytes is >= 256 and <= 65_536,
                "Converter:Sandbox:MemoryMegabytes must be from 256 to 65536, such as 1024")
            .Validate(
                options => options.OpenFiles is >= 16 and <= 4_096,
                "Converter:Sandbox:OpenFiles must be from 16 to 4096, such as 64");
        builder.Services.AddSingleton<Sandbox>();
        return builder;
    }
}
