using System.Net;
using AudioStreaming.Testing;

namespace AudioStreaming.Standalone.Tests;

public sealed class ProductTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Product_Started_Answers(string path)
    {
        using var answer = await product.Client.GetAsync(
            path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
