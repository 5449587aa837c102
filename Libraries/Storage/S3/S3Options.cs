using System.Data.Common;

namespace AudioStreaming.Storage.S3;

/// <summary>What the connection string says of an S3 server.</summary>
/// <param name="Endpoint">The server; requests are path style.</param>
/// <param name="AccessKey">The user.</param>
/// <param name="SecretKey">The user's secret.</param>
/// <param name="Bucket">Holds all objects; made when missing.</param>
/// <param name="Region">Signed into requests; most servers other than Amazon's ignore it.</param>
/// <param name="PublicBaseUrl">
/// The endpoint as clients outside reach it, for presigned URLs.
/// </param>
/// <param name="IsPresigned">
/// Whether clients outside are sent to the server; if not, the application delivers.
/// </param>
internal sealed record S3Options(
    Uri Endpoint, string AccessKey, string SecretKey, string Bucket, string Region,
    Uri PublicBaseUrl, bool IsPresigned)
{
    /// <exception cref="InvalidOperationException">Something is missing; says what.</exception>
    public static S3Options Parse(DbConnectionStringBuilder parts, string connectionName)
    {
        var endpoint = Url(parts, "Endpoint", connectionName)
            ?? throw Missing("Endpoint", connectionName);
        return new S3Options(
            endpoint,
            Text(parts, "AccessKey") ?? throw Missing("AccessKey", connectionName),
            Text(parts, "SecretKey") ?? throw Missing("SecretKey", connectionName),
            Text(parts, "Bucket") ?? "audio-streaming",
            Text(parts, "Region") ?? "us-east-1",
            Url(parts, "PublicBaseUrl", connectionName) ?? endpoint,
            !string.Equals(Text(parts, "Presigned"), "false", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Text(DbConnectionStringBuilder parts, string name) =>
        parts.TryGetValue(name, out var value) && value is string { Length: > 0 } text
            ? text
            : null;

    private static Uri? Url(DbConnectionStringBuilder parts, string name, string connectionName)
    {
        if (Text(parts, name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        throw new InvalidOperationException(
            $"ConnectionStrings:{connectionName}: {name} must be an http or https URL");
    }

    private static InvalidOperationException Missing(string name, string connectionName) =>
        new($"ConnectionStrings:{connectionName}: {name}=… is missing");
}
