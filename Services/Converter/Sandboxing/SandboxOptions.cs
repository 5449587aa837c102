namespace AudioStreaming.Converter.Sandboxing;

/// <summary>What a child that reads untrusted audio may use.</summary>
internal sealed class SandboxOptions
{
    public const string Section = "Converter:Sandbox";

    /// <summary>Where the audio tools are; empty to look in PATH.</summary>
    public string ToolDirectory { get; set; } = "";

    /// <summary>User and group of the child where the service runs as root: nobody.</summary>
    public int UserId { get; set; } = 65_534;

    /// <summary>Processor time of one child.</summary>
    public TimeSpan CpuTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Wall time of one child.</summary>
    public TimeSpan WallTime { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>Address space of one child.</summary>
    public int MemoryMegabytes { get; set; } = 1_024;

    /// <summary>Open files of one child.</summary>
    public int OpenFiles { get; set; } = 64;
}
