using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>Where the built client is, if it was built.</summary>
internal sealed partial class ClientDirectory(
    IOptions<ClientFileOptions> options, ILogger<ClientDirectory> logger)
{
    public IFileProvider Files { get; } = Directory.Exists(options.Value.Root)
        ? new PhysicalFileProvider(Path.GetFullPath(options.Value.Root))
        : new NullFileProvider();

    public void ReportIfNotBuilt()
    {
        if (!Files.GetFileInfo("index.html").Exists)
            LogNotBuilt(options.Value.Root);
    }
}
