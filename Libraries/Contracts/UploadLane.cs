using System.Globalization;

namespace AudioStreaming.Contracts;

/// <summary>
/// How the gateway tells the Core API which uploads come from one sender, and nothing more: a
/// random number that it forgets within the hour. Jobs of one lane take turns with those of others.
/// </summary>
public static class UploadLane
{
    /// <summary>Of the request between the two; never let in from outside.</summary>
    public const string Header = "X-Upload-Lane";

    public static string Format(int lane) => lane.ToString(CultureInfo.InvariantCulture);

    /// <returns><c>null</c> if there is none.</returns>
    public static int? Parse(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var lane)
            ? lane
            : null;
}
