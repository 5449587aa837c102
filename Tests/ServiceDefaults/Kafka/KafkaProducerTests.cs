using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Tests.Kafka;

public sealed class KafkaProducerTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    [Theory]
    [InlineData(45)]
    [InlineData(47)]
    [InlineData(59)]
    [InlineData(90)]
    public async Task X(int code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:kafka"] = infrastructure.Kafka;
        builder.AddServiceDefaults();
        builder.AddKafkaProducer((_, config) => config.MessageTimeoutMs = 5000);
        using var host = builder.Build();
        var producer = host.Services.GetRequiredService<KafkaProducer>();
        var m = new Message<byte[], byte[]> { Key = [1], Value = [2] };
        await producer.ProduceAsync(Topics.TrackEvents, m, TestContext.Current.CancellationToken);
        var handle = producer.Handle;
        infrastructure.KafkaBroker.Refuse(code, 1);
        for (var i = 0; i < 3; i++)
        {
            try
            {
                await producer.ProduceAsync(Topics.TrackEvents, m, TestContext.Current.CancellationToken);
                Console.WriteLine($"{code}: ok {i} same={handle.Equals(producer.Handle)}");
            }
            catch (KafkaException e)
            {
                Console.WriteLine($"{code}: {e.Error.Code} {e.Error} fatal={e.Error.IsFatal} same={handle.Equals(producer.Handle)}");
            }
        }
    }
}
