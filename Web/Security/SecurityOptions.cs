using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Web.Security;

/// <summary>Settings below <c>Security</c>.</summary>
internal sealed class SecurityOptions : IValidatableObject
{
    public const string Section = "Security";

    /// <summary>
    /// Origins besides our own from which media and downloads may come, such as a CDN
    /// (<c>https://cdn.example.org</c>). Empty when the services deliver them.
    /// </summary>
    public IReadOnlyList<string> MediaOrigins { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MediaOrigins
            .Where(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var address)
                || address.GetLeftPart(UriPartial.Authority) != origin.TrimEnd('/'))
            .Select(origin => new ValidationResult(
                $"Security:MediaOrigins holds '{origin}'. "
                + "Give an origin like https://cdn.example.org."));
}
