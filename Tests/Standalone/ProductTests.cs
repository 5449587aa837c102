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
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await product.Client.GetAsync(path);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            $"{path} answers");
    }
}
