using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.S3;

/// <summary>The bucket as a whole: made when missing, and rid of unfinished uploads.</summary>
internal sealed class S3Bucket(string name) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private bool _exists;

    public async Task EnsureAsync(IAmazonS3 client, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _exists)) return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_exists) await CreateIfMissingAsync(client, cancellationToken);
            Volatile.Write(ref _exists, true);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Aborts multipart uploads that began before a time. Returns how many.</summary>
    public async Task<int> AbortUploadsAsync(
        IAmazonS3 client, string prefix, DateTimeOffset? before,
        CancellationToken cancellationToken)
    {
        var aborted = 0;
        var request = new ListMultipartUploadsRequest { BucketName = name, Prefix = prefix };
        while (true)
        {
            ListMultipartUploadsResponse page;
            try
            {
                page = await client.ListMultipartUploadsAsync(request, cancellationToken);
            }
            catch (AmazonS3Exception exception)
                when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                return aborted;
            }
            foreach (var upload in page.MultipartUploads ?? [])
            {
                if (before is { } bound && upload.Initiated?.ToUniversalTime() >= bound) continue;
                await client.AbortMultipartUploadAsync(
                    name, upload.Key, upload.UploadId, cancellationToken);
                aborted++;
            }
            if (page.IsTruncated != true) return aborted;
            request.KeyMarker = page.NextKeyMarker;
            request.UploadIdMarker = page.NextUploadIdMarker;
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task CreateIfMissingAsync(IAmazonS3 client, CancellationToken cancellationToken)
    {
        try
        {
            await client.HeadBucketAsync(
                new HeadBucketRequest { BucketName = name }, cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            try
            {
                await client.PutBucketAsync(name, cancellationToken);
            }
            catch (AmazonS3Exception raced) when (raced.StatusCode == HttpStatusCode.Conflict)
            {
                // Another replica made it first.
            }
        }
    }
}
