namespace AudioStreaming.Web.ClientFiles;

/// <summary>Settings below <c>ClientFiles</c>.</summary>
internal sealed class ClientFileOptions
{
    public const string Section = "ClientFiles";

    /// <summary>Directory of the built client: <c>wwwroot</c> beside the program.</summary>
    public string Root { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
