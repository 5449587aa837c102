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
    public async Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        try
        {
            var left = await TryDeleteAsync(keys, cancellationToken);
            for (var attempt = 1; left.Count > 0 && attempt < Attempts; attempt++)
                left = await TryDeleteAsync(left.Select(error => error.Key), cancellationToken);
            if (left.Count > 0) throw Undeleted(left);
        }
        catch (AmazonS3Exception refused) when (IsUnknown(refused.StatusCode))
        {
            foreach (var key in keys)
                await client.DeleteObjectAsync(bucket, key, cancellationToken);
        }
    }

    /// <returns>What the server says of those that are still there.</returns>
    private async Task<IReadOnlyList<DeleteError>> TryDeleteAsync(
        IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectsRequest
        {
            BucketName = bucket,
            Objects = [.. keys.Select(key => new KeyVersion { Key = key })],
            Quiet = true,
        };
        try
        {
            await client.DeleteObjectsAsync(request, cancellationToken);
            return [];
        }
        catch (DeleteObjectsException failed)
        {
            return failed.Response.DeleteErrors;
        }
    }

    private static IOException Undeleted(IReadOnlyList<DeleteError> errors)
    {
        var named = errors.Take(MaxNamed).Select(error => $"{error.Key} ({error.Code})");
        return new IOException(
            $"{errors.Count} objects were not deleted: {string.Join(", ", named)}");
    }

    /// <summary>
    /// The call, or this client's form of it: some servers want an MD5, which it no longer sends.
    /// </summary>
    private static bool IsUnknown(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.NotImplemented;
}
