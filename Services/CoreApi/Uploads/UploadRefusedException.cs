using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// The upload cannot be taken, found out while its stream is being read; the message is for the
/// user.
/// </summary>
internal sealed class UploadRefusedException(ProblemKind kind, string message)
    : Exception(message)
{
    public ProblemKind Kind { get; } = kind;

    public static UploadRefusedException Invalid(string message) =>
        new(ProblemKinds.InvalidRequest, message);

    public static UploadRefusedException Cut() =>
        Invalid("the body ended before the form was complete");

    public static UploadRefusedException TooLarge(long maxFileBytes) => new(
        ProblemKinds.TooLarge, $"the file is larger than the limit of {maxFileBytes} bytes");
}
