using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace AudioStreaming.Storage;

/// <summary>
/// What the connection string says: <c>Path=/directory</c> for files, or <c>Endpoint=http://host;
/// AccessKey=…;SecretKey=…;Bucket=…[;Region=…][;PublicBaseUrl=…][;Presigned=false]</c> for S3.
/// </summary>
internal sealed class StorageOptions
{
    /// <summary>Files below it; then nothing else matters.</summary>
    public string? Path { get; set; }

    /// <summary>The S3 server; requests are path style.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The user.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The user's secret.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Holds all objects; made when missing.</summary>
    public string Bucket { get; set; } = "audio-streaming";

    /// <summary>Signed into requests; most servers other than Amazon's ignore it.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The endpoint as clients outside reach it, for presigned URLs.</summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>
    /// Whether clients outside are sent to the server; if not, the application delivers.
    /// </summary>
    public bool Presigned { get; set; } = true;

    public void Read(string? connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString ?? "" };
        new ConfigurationBuilder()
            .AddInMemoryCollection(parts.Keys.Cast<string>().Select(
                name => KeyValuePair.Create(name, parts[name] as string)))
            .Build().Bind(this);
    }
}
