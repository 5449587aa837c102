using System.Buffers.Text;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>What attributes cannot say of <see cref="SessionOptions"/>.</summary>
internal sealed class SessionOptionsValidation : IValidateOptions<SessionOptions>
{
    private const int MinKeySize = 32;

    public ValidateOptionsResult Validate(string? name, SessionOptions options) =>
        Faults(options).ToList() is { Count: > 0 } faults
            ? ValidateOptionsResult.Fail(faults)
            : ValidateOptionsResult.Success;

    private static IEnumerable<string> Faults(SessionOptions options)
    {
        if (options.SigningKeys.Count == 0)
            yield return "Playback:SigningKeys:0 is missing: set it to the same secret for all "
                + "replicas, for example the output of 'openssl rand -base64 32'";
        foreach (var (index, key) in options.SigningKeys.Index())
        {
            if (!Base64.IsValid(key, out var size) || size < MinKeySize)
                yield return $"Playback:SigningKeys:{index} must be base64 of at least "
                    + $"{MinKeySize} bytes, for example the output of 'openssl rand -base64 32'";
        }
        if (options.Ttl < 2 * options.Heartbeat)
            yield return "Playback:Ttl must be at least twice Playback:Heartbeat, or one lost "
                + "heartbeat ends a session";
        if (options.PausedTtl < options.Ttl)
            yield return "Playback:PausedTtl must not be shorter than Playback:Ttl";
    }
}
