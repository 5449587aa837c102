using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.S3;

/// <summary>Objects in one bucket of any S3 server.</summary>
internal sealed class S3ObjectStore(StorageOptions options, TimeProvider time)
    : IObjectStore, IDisposable
{
    private readonly AmazonS3Client _client = S3Clients.Create(options, options.Endpoint!);
    private readonly AmazonS3Client _presigner = S3Clients.Create(options, PublicUrl(options));
    private readonly S3Bucket _bucket = new(options.Bucket);

    public async Task PutAsync(
        string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        await _bucket.EnsureAsync(_client, cancellationToken);
        await new S3Upload(_client, options.Bucket, key, contentType)
            .SendAsync(content, cancellationToken);
    }

    public async Task<ObjectContent?> OpenAsync(
        string key, ByteRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        var request = new GetObjectRequest { BucketName = options.Bucket, Key = key };
        if (range is { } part)
            request.ByteRange = new Amazon.S3.Model.ByteRange(
                part.From, part.From + part.Length - 1);
        try
        {
            var response = await _client.GetObjectAsync(request, cancellationToken);
            var size = WholeSize(response);
            var info = Describe(key, size, response.LastModified, response.ETag);
            return new ObjectContent(info, response.ResponseStream, LocalPath: null);
        }
        catch (AmazonS3Exception exception) when (IsMissing(exception))
        {
            return null;
        }
        catch (AmazonS3Exception exception)
            when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return await HeadAsync(key, cancellationToken) is { } info
                ? new ObjectContent(info, Stream.Null, LocalPath: null)
                : null;
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalidPrefix(prefix);
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = prefix };
        while (true)
        {
            ListObjectsV2Response page;
            try
            {
                page = await _client.ListObjectsV2Async(request, cancellationToken);
            }
            catch (AmazonS3Exception exception) when (IsMissing(exception))
            {
                yield break;
            }
            foreach (var found in page.S3Objects ?? [])
                yield return Describe(
                    found.Key, found.Size ?? 0, found.LastModified, found.ETag);
            if (page.IsTruncated != true) yield break;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfInvalid(key);
        try
        {
            await _client.DeleteObjectAsync(options.Bucket, key, cancellationToken);
        }
        catch (AmazonS3Exception exception) when (IsMissing(exception))
        {
        }
    }

    public async Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNotFolder(prefix);
        await _bucket.AbortUploadsAsync(_client, prefix, before: null, cancellationToken);
        await foreach (var batch in ListAsync(prefix, cancellationToken)
            .Select(found => found.Key).Chunk(S3Deletion.MaxKeys)
            .WithCancellation(cancellationToken))
            await new S3Deletion(_client, options.Bucket).DeleteAsync(batch, cancellationToken);
    }

    public Task<int> DeleteAbandonedAsync(
        DateTimeOffset before, CancellationToken cancellationToken) =>
        _bucket.AbortUploadsAsync(_client, prefix: "", before, cancellationToken);

    public Uri? CreateReadUrl(string key, TimeSpan lifetime, string? contentDisposition)
    {
        ObjectKey.ThrowIfInvalid(key);
        if (!options.Presigned) return null;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = options.Bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = (time.GetUtcNow() + lifetime).UtcDateTime,
            Protocol = PublicUrl(options).Scheme == "http" ? Protocol.HTTP : Protocol.HTTPS,
        };
        if (contentDisposition is not null)
            request.ResponseHeaderOverrides.ContentDisposition = contentDisposition;
        return new Uri(_presigner.GetPreSignedURL(request));
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _bucket.EnsureAsync(_client, cancellationToken);
        await _client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = options.Bucket, MaxKeys = 1 },
            cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _presigner.Dispose();
        _bucket.Dispose();
    }

    private async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var head = await _client.GetObjectMetadataAsync(
                options.Bucket, key, cancellationToken);
            return Describe(key, head.ContentLength, head.LastModified, head.ETag);
        }
        catch (AmazonS3Exception exception) when (IsMissing(exception))
        {
            return null;
        }
    }

    private static Uri PublicUrl(StorageOptions options) =>
        options.PublicBaseUrl ?? options.Endpoint!;

    /// <summary>A part's answer says <c>bytes from-to/size</c>.</summary>
    private static long WholeSize(GetObjectResponse response) =>
        response.ContentRange is { } range && range.LastIndexOf('/') is var slash and >= 0
            && long.TryParse(range.AsSpan(slash + 1), out var size)
            ? size
            : response.ContentLength;

    private static ObjectInfo Describe(string key, long size, DateTime? modified, string etag) =>
        new(key, size, new DateTimeOffset(modified?.ToUniversalTime() ?? default), etag);

    private static bool IsMissing(AmazonS3Exception exception) =>
        exception.StatusCode == HttpStatusCode.NotFound;
}
