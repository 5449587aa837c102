using System.Data.Common;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>A Kafka that asks for a user and a password, by TLS.</summary>
public sealed class LoginTests(LoginTests.LoginCluster login)
    : IClassFixture<LoginTests.LoginCluster>
{
    [Fact]
    public async Task Product_WithTheLoginInOneSection_DoesItsJob()
    {
        var cluster = login.Required();
        await using var product = await KafkaProduct.StartAsync(cluster, Section(cluster));
        await product.BecomesReadyAsync();
        await product.PlayAsync(await product.UploadReadyAsync());
    }

    [Fact]
    public async Task Product_WithTheLoginInTheConnectionString_DoesItsJob()
    {
        var cluster = login.Required();
        var text = new DbConnectionStringBuilder();
        foreach (var (name, value) in cluster.Client()) text[name] = value;
        await using var product = await KafkaProduct.StartAsync(
            cluster, ("ConnectionStrings:kafka", text.ConnectionString));
        await product.BecomesReadyAsync();
        await product.PlayAsync(await product.UploadReadyAsync());
    }

    [Fact]
    public async Task Password_ThatIsWrong_IsSaidAsSuch()
    {
        var cluster = login.Required();
        await using var product = await KafkaProduct.StartAsync(
            cluster,
            [.. Section(cluster), ("Kafka:Client:sasl.password", "wrong")]);

        Assert.Contains("SASL", await product.HealthAsync("PlaybackApi", "kafka"));
        Assert.Contains("uthentication", await product.HealthAsync("PlaybackApi", "kafka"));
        var fault = await Assert.ThrowsAsync<KafkaException>(
            () => product.Get<TopicCreation>("CoreApi")
                .RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("uthentication", fault.Message);
    }

    [Fact]
    public async Task Certificate_ThatNobodyTrusts_IsSaidAsSuch()
    {
        var cluster = login.Required();
        await using var product = await KafkaProduct.StartAsync(
            cluster,
            [.. Section(cluster).Where(setting => !setting.Name.EndsWith("ssl.ca.pem"))]);

        Assert.Contains("certificate", await product.HealthAsync("CoreApi", "kafka"));
    }

    private static (string Name, string? Value)[] Section(KafkaCluster cluster) =>
    [
        .. cluster.Client()
            .Where(setting => setting.Key != "bootstrap.servers")
            .Select(setting => ($"Kafka:Client:{setting.Key}", (string?)setting.Value)),
    ];

    /// <summary>One for all that only ask to be let in.</summary>
    public sealed class LoginCluster : IAsyncLifetime
    {
        private readonly KafkaCluster _cluster = new() { AsksForLogin = true };

        public async ValueTask InitializeAsync()
        {
            if (TestKafka.Missing is null) await _cluster.StartedAsync();
        }

        public ValueTask DisposeAsync() => _cluster.DisposeAsync();

        /// <summary>Skips the test where there is none.</summary>
        public KafkaCluster Required()
        {
            TestKafka.Require();
            return _cluster;
        }
    }
}
