using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.S3;

/// <summary>Removes many objects in one request.</summary>
internal sealed class S3Deletion(IAmazonS3 client, string bucket)
{
    /// <summary>Servers refuse more.</summary>
    public const int MaxKeys = 1000;

    private const int MaxNamed = 10;

    /// <exception cref="IOException">Some are still there; names them, with the reason.</exception>
    public async Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DeleteObjectsRequest
            {
                BucketName = bucket,
                Objects = [.. keys.Select(key => new KeyVersion { Key = key })],
                Quiet = true,
            };
            await client.DeleteObjectsAsync(request, cancellationToken);
        }
        catch (DeleteObjectsException failed)
        {
            var errors = failed.Response.DeleteErrors;
            var named = errors.Take(MaxNamed).Select(error => $"{error.Key} ({error.Code})");
            throw new IOException(
                $"{errors.Count} of {keys.Length} objects were not deleted: "
                + string.Join(", ", named), failed);
        }
        catch (AmazonS3Exception refused) when (IsUnknown(refused.StatusCode))
        {
            foreach (var key in keys)
                await client.DeleteObjectAsync(bucket, key, cancellationToken);
        }
    }

    /// <summary>
    /// The call, or this client's form of it: some servers want an MD5, which it no longer sends.
    /// </summary>
    private static bool IsUnknown(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.NotImplemented;
}
