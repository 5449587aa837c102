using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class TopicCreationTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    [Fact]
    public async Task Topics_BrokerThatHasThem_NothingIsLeftToTry()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:kafka"] = infrastructure.Kafka;
        builder.Services.AddLogging();
        builder.AddKafkaTopics("kafka");
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var creation = host.Services.GetServices<IHostedService>()
            .OfType<BackgroundService>().Single();
        await creation.ExecuteTask!.WaitAsync(
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
