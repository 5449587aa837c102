namespace AudioStreaming.Standalone.Hosting;

/// <summary>A part of the local infrastructure, for people to look at.</summary>
/// <param name="Description">What it is, and where.</param>
/// <param name="ProcessId">Of the process it lives in; <c>null</c> where there is none.</param>
/// <param name="Log">A file with what it prints, if it prints.</param>
public sealed record LocalPart(string Description, int? ProcessId, string? Log);
