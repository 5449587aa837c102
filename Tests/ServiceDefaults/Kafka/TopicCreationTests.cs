using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Tests.Kafka;

public sealed class TopicCreationTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    [Fact]
    public async Task Topics_InProcessBroker_NothingIsLeftToDo()
    {
        using var host = Create(infrastructure.Kafka);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var result = await Creation(host).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Done);
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
        builder.AddServiceDefaults();
        builder.AddKafkaTopics();
        return builder.Build();
    }

    private static PeriodicPass Creation(IHost host) =>
        host.Services.GetServices<IHostedService>().OfType<PeriodicPass>().Single();
}
