using System.Net;
using Amazon.S3;
using AudioStreaming.Storage.S3;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Storage.Tests.S3;

public sealed class S3DeletionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Some want an MD5, which the client no longer sends.</summary>
    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task Delete_OnAServerWithoutTheCall_DeletesOneByOne(HttpStatusCode answer)
    {
        var deleted = new List<string>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapPost("/bucket", () => Results.StatusCode((int)answer));
        server.MapDelete("/bucket/{**key}", (string key) =>
        {
            deleted.Add(key);
            return Results.NoContent();
        });
        await server.StartAsync(Cancellation);
        using var client = Client(new Uri(server.Urls.Single()));
        await new S3Deletion(client, "bucket").DeleteAsync(["hls/1/a", "hls/1/b"], Cancellation);
        Assert.Equal(["hls/1/a", "hls/1/b"], deleted);
    }

    private static AmazonS3Client Client(Uri endpoint) => S3Clients.Create(
        new StorageOptions { AccessKey = "a", SecretKey = "b" }, endpoint);
}
