using Amazon.Runtime;
using Amazon.S3;

namespace AudioStreaming.Storage.S3;

internal static class S3Clients
{
    /// <summary>
    /// A client that servers other than Amazon's accept: path style, and checksums only where an
    /// operation demands them.
    /// </summary>
    public static AmazonS3Client Create(StorageOptions options, Uri endpoint) => new(
        new BasicAWSCredentials(options.AccessKey, options.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = endpoint.ToString().TrimEnd('/'),
            ForcePathStyle = true,
            UseHttp = endpoint.Scheme == "http",
            AuthenticationRegion = options.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 3,
        });
}
