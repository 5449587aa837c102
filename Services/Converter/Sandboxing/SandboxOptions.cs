using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Section <c>Converter:Sandbox</c>: what a child that reads untrusted audio may use.
/// </summary>
internal sealed class SandboxOptions
{
    public const string Section = "Converter:Sandbox";

    /// <summary>Where the audio tools are; empty to look in PATH.</summary>
    public string ToolDirectory { get; set; } = "";

    /// <summary>User and group of the child where the service runs as root: nobody.</summary>
    [Range(1, int.MaxValue, ErrorMessage = $"{Section}:UserId must be a user other than root")]
    public int UserId { get; set; } = 65_534;

    /// <summary>Processor time of one child.</summary>
    public TimeSpan CpuTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Wall time of one child.</summary>
    public TimeSpan WallTime { get; set; } = TimeSpan.FromMinutes(45);

    /// <summary>Address space of one child.</summary>
    [Range(256, 65_536, ErrorMessage = $"{Section}:MemoryMegabytes must be from 256 to 65536")]
    public int MemoryMegabytes { get; set; } = 1_024;

    /// <summary>Open files of one child.</summary>
    [Range(16, 4_096, ErrorMessage = $"{Section}:OpenFiles must be from 16 to 4096")]
    public int OpenFiles { get; set; } = 64;
}
