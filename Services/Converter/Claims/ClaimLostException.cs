namespace AudioStreaming.Converter.Claims;

/// <summary>Another worker holds the track now, or it is gone.</summary>
internal sealed class ClaimLostException() : Exception("the claim was lost");
