using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Storage.Tests;

public sealed class StorageSetupTests
{
    [Theory]
    [InlineData(null, "Path=")]
    [InlineData("", "Path=")]
    [InlineData("Endpoint=http://host", "AccessKey")]
    [InlineData("Endpoint=http://host;AccessKey=a", "SecretKey")]
    [InlineData("Endpoint=host;AccessKey=a;SecretKey=b", "Endpoint must be an http or https URL")]
    [InlineData("Endpoint=ftp://host;AccessKey=a;SecretKey=b", "Endpoint must be")]
    public void Create_FromAnIncompleteConnectionString_NamesWhatIsMissing(
        string? connectionString, string named)
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => StorageSetup.Create(connectionString, "objects", TimeProvider.System));
        Assert.Contains("ConnectionStrings:objects", fault.Message);
        Assert.Contains(named, fault.Message);
    }

    [Fact]
    public async Task Host_WithAnIncompleteConnectionString_DoesNotStart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:objects"] = "Endpoint=http://host";
        builder.AddObjectStore("objects");
        using var host = builder.Build();
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("ConnectionStrings:objects: SecretKey", fault.Message);
    }
}
