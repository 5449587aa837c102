using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>The same suite over a real S3 server, and what only S3 has.</summary>
public sealed class S3ObjectStoreTests(RadosGateway gateway) : ObjectStoreTests
{
    private string _connectionString = null!;

    private string Bucket => _connectionString.Split("Bucket=")[1];

    [Fact]
    public async Task ReadUrl_OfAnObject_WorksForAWhileUnderItsName()
    {
        await PutAsync("raw/a/original.wav", Content(1000));
        using var client = new HttpClient();
        var url = Store.CreateReadUrl(
            "raw/a/original.wav", TimeSpan.FromMinutes(1),
            "attachment; filename=x.wav; filename*=UTF-8''Gr%C3%B6%C3%9Fe.wav");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = new RangeHeaderValue(10, 19);
        var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(
            Content(1000)[10..20], await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("Größe.wav", response.Content.Headers.ContentDisposition?.FileNameStar);
        var forged = await client.GetAsync(
            new Uri($"{url}".Replace("original.wav", "other.wav")), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public void ReadUrl_WithAPublicBase_LeadsThere()
    {
        using var store = (IDisposable)StorageSetup.Create(
            $"{_connectionString};PublicBaseUrl=https://media.example", "objects",
            TimeProvider.System);
        var url = ((IObjectStore)store).CreateReadUrl("a/b", TimeSpan.FromMinutes(1), null)!;
        Assert.Equal(("https", "media.example"), (url.Scheme, url.Host));
    }

    [Fact]
    public async Task Multipart_LeftOpenByAKilledProcess_IsAbortedByPrefixOrAge()
    {
        await Store.CheckAsync(Cancellation);
        using var client = Client();
        foreach (var key in new[] { "raw/a/original.mp3", "raw/b/original.mp3" })
            await client.InitiateMultipartUploadAsync(
                new InitiateMultipartUploadRequest { BucketName = Bucket, Key = key },
                Cancellation);

        await Store.DeletePrefixAsync("raw/a/", Cancellation);
        Assert.Equal(0, await Store.DeleteAbandonedAsync(DateTimeOffset.UnixEpoch, Cancellation));
        Assert.Equal(1, await Store.DeleteAbandonedAsync(DateTimeOffset.MaxValue, Cancellation));
    }

    [Fact]
    public async Task DeletePrefix_OfMoreThanARequestTakes_LeavesNone()
    {
        await PutAsync("hls/10/a", Content(1));
        await Parallel.ForAsync(0, 1100, Cancellation, async (segment, _) =>
            await PutAsync($"hls/1/{segment}", Content(1)));
        await Store.DeletePrefixAsync("hls/1/", Cancellation);
        Assert.Equal(["hls/10/a"], await ListAsync(""));
    }

    [Fact]
    public async Task DeletePrefix_OfWhatMayNotGo_NamesIt()
    {
        using var client = Client();
        await PutAsync("hls/1/a", Content(1));
        await PutAsync("hls/1/b", Content(1));
        await client.PutBucketPolicyAsync(
            new PutBucketPolicyRequest
            {
                BucketName = Bucket,
                Policy = $$"""
                    {
                      "Version": "2012-10-17",
                      "Statement": [{
                        "Effect": "Deny", "Principal": "*", "Action": ["s3:DeleteObject"],
                        "Resource": ["arn:aws:s3:::{{Bucket}}/hls/1/b"]
                      }]
                    }
                    """,
            },
            Cancellation);
        var fault = await Assert.ThrowsAsync<IOException>(
            () => Store.DeletePrefixAsync("hls/1/", Cancellation));
        Assert.Contains("1 objects were not deleted: hls/1/b", fault.Message);
        Assert.Equal(["hls/1/b"], await ListAsync(""));
    }

    [Fact]
    public async Task Check_WithAWrongSecret_Fails()
    {
        var wrong = _connectionString.Replace("SecretKey=", "SecretKey=x");
        using var store = (IDisposable)StorageSetup.Create(wrong, "objects", TimeProvider.System);
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => ((IObjectStore)store).CheckAsync(Cancellation));
    }

    protected override async Task<string> ConnectionStringAsync()
    {
        Assert.SkipWhen(RadosGateway.Missing is not null, RadosGateway.Missing ?? "");
        return _connectionString = await gateway.ConnectionStringAsync();
    }

    private AmazonS3Client Client()
    {
        var parts = new System.Data.Common.DbConnectionStringBuilder
        {
            ConnectionString = _connectionString,
        };
        return new AmazonS3Client(
            (string)parts["AccessKey"], (string)parts["SecretKey"],
            new AmazonS3Config
            {
                ServiceURL = (string)parts["Endpoint"],
                ForcePathStyle = true,
                UseHttp = true,
                AuthenticationRegion = "us-east-1",
            });
    }
}
