using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class TopicCreationTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    [Fact]
    public async Task Topics_InProcessBroker_NothingIsLeftToTry()
    {
        using var host = Create(infrastructure.Kafka);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await Creation(host).ExecuteTask!.WaitAsync(
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Topics_ClusterAway_ServiceStartsAndGoesOnTrying()
    {
        using var host = Create("127.0.0.1:1");
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.False(Creation(host).ExecuteTask!.IsCompleted);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Create(string kafka)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:kafka"] = kafka;
        builder.Services.AddLogging();
        builder.AddKafkaTopics("kafka");
        return builder.Build();
    }

    private static BackgroundService Creation(IHost host) =>
        host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single();
}
