using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.CoreApi;

/// <summary>
/// The request cannot be granted, found out deep inside, such as while its body is being read; the
/// message is for the user.
/// </summary>
internal sealed class RequestRefusedException(ProblemKind kind, string message)
    : Exception(message)
{
    public ProblemKind Kind { get; } = kind;

    public static RequestRefusedException Invalid(string message) =>
        new(ProblemKinds.InvalidRequest, message);

    public static RequestRefusedException Cut() =>
        Invalid("the body ended before the form was complete");

    public static RequestRefusedException TooSlow(string message) =>
        new(ProblemKinds.Timeout, message);

    public static RequestRefusedException TooLarge(long maxFileBytes) => new(
        ProblemKinds.TooLarge, $"the file is larger than the limit of {maxFileBytes} bytes");
}
