using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>A part of the local infrastructure.</summary>
/// <param name="Description">What it is, and where, for people.</param>
/// <param name="Server">What can be stopped and started; <c>null</c> where nothing runs.</param>
public sealed record LocalPart(string Description, ILocalServer? Server);
