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
        var fault = Assert.Throws<InvalidOperationException>(
            () => StorageSetup.Create(connectionString, "objects", TimeProvider.System));
        Assert.Contains("ConnectionStrings:objects", fault.Message);
        Assert.Contains(named, fault.Message);
    }
}
