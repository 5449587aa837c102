using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.S3;

/// <summary>
/// One object of unknown length, sent part by part from one buffer, each with its MD5, so that
/// the server refuses what was damaged on the way. A short one goes in a single request.
/// </summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket, string key, string contentType)
{
    /// <summary>Servers refuse smaller parts than 5 MiB, and more than 10,000 of them.</summary>
    private const int PartSize = 8 * 1024 * 1024;

    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    public async Task SendAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            var part = buffer.AsMemory(0, PartSize);
            var length = await content.ReadAtLeastAsync(part, PartSize, false, cancellationToken);
            if (length < PartSize)
                await SendWholeAsync(buffer, length, cancellationToken);
            else
                await SendPartsAsync(content, buffer, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task SendWholeAsync(
        byte[] buffer, int length, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(buffer, 0, length, writable: false);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = key,
                ContentType = contentType,
                InputStream = body,
                AutoCloseStream = false,
                MD5Digest = Digest(buffer, length),
            },
            cancellationToken);
    }

    private async Task SendPartsAsync(
        Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        var upload = await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest
            {
                BucketName = bucket,
                Key = key,
                ContentType = contentType,
            },
            cancellationToken);
        try
        {
            var parts = new List<PartETag>();
            for (var length = PartSize; length > 0;)
            {
                parts.Add(await SendPartAsync(
                    upload.UploadId, parts.Count + 1, buffer, length, cancellationToken));
                length = await content.ReadAtLeastAsync(
                    buffer.AsMemory(0, PartSize), PartSize, false, cancellationToken);
            }
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload.UploadId,
                    PartETags = parts,
                },
                cancellationToken);
        }
        catch
        {
            await AbortAsync(upload.UploadId);
            throw;
        }
    }

    private async Task<PartETag> SendPartAsync(
        string uploadId, int number, byte[] buffer, int length,
        CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(buffer, 0, length, writable: false);
        var sent = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = uploadId,
                PartNumber = number,
                PartSize = length,
                InputStream = body,
                MD5Digest = Digest(buffer, length),
            },
            cancellationToken);
        return new PartETag(number, sent.ETag);
    }

    /// <summary>Also when the caller has been cancelled. A failure is left to recovery.</summary>
    private async Task AbortAsync(string uploadId)
    {
        using var timeout = new CancellationTokenSource(AbortTimeout);
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, uploadId, timeout.Token);
        }
        catch (Exception exception)
            when (exception is AmazonS3Exception or OperationCanceledException
                or HttpRequestException)
        {
        }
    }

#pragma warning disable CA5351 // An integrity check that S3 defines, not a secret.
    private static string Digest(byte[] buffer, int length) =>
        Convert.ToBase64String(MD5.HashData(buffer.AsSpan(0, length)));
#pragma warning restore CA5351
}
