using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.S3;

/// <summary>Removes many objects in one request.</summary>
internal sealed class S3Deletion(IAmazonS3 client, string bucket)
{
    /// <summary>Servers refuse more.</summary>
    public const int MaxKeys = 1000;

    // Ceph's gateway fails for an object that is written just then, and any for a moment.
    private const int Attempts = 3;
    private const int MaxNamed = 10;

    /// <exception cref="IOException">Some are still there; names them, with the reason.</exception>
    public async Task DeleteAsync(
        IEnumerable<string> keys, CancellationToken cancellationToken, int attempt = 1)
    {
        List<KeyVersion> objects = [.. keys.Select(key => new KeyVersion { Key = key })];
        try
        {
            await client.DeleteObjectsAsync(
                new DeleteObjectsRequest { BucketName = bucket, Objects = objects, Quiet = true },
                cancellationToken);
        }
        catch (DeleteObjectsException failed) when (attempt < Attempts)
        {
            var left = failed.Response.DeleteErrors.Select(error => error.Key);
            await DeleteAsync(left, cancellationToken, attempt + 1);
        }
        catch (DeleteObjectsException failed)
        {
            var errors = failed.Response.DeleteErrors;
            var named = errors.Take(MaxNamed).Select(error => $"{error.Key} ({error.Code})");
            throw new IOException(
                $"{errors.Count} objects were not deleted: {string.Join(", ", named)}", failed);
        }
        catch (AmazonS3Exception refused) when (IsUnknown(refused.StatusCode))
        {
            foreach (var found in objects)
                await client.DeleteObjectAsync(bucket, found.Key, cancellationToken);
        }
    }

    /// <summary>
    /// The call, or this client's form of it: some servers want an MD5, which it no longer sends.
    /// </summary>
    private static bool IsUnknown(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.NotImplemented;
}
