using AudioStreaming.ServiceDefaults.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Tests.Options;

/// <summary>Each message names the setting and the cure, before anything starts.</summary>
public sealed class ValidatedOptionsTests
{
    [Theory]
    [InlineData("Count", "0", "Some:Part:Count must be from 1 to 9, such as 5")]
    [InlineData("Count", "10", "Some:Part:Count must be from 1 to 9, such as 5")]
    [InlineData("Most", "0", "Some:Part:Most must be at least 1, such as 7")]
    [InlineData("Wait", "00:00:00", "Some:Part:Wait must be longer than zero, such as 00:00:05")]
    public async Task Setting_Wrong_StopsTheStartByItsName(
        string setting, string value, string message)
    {
        using var host = Create(setting, value);
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal([message], refusal.Failures);
    }

    [Theory]
    [InlineData("Count", "1")]
    [InlineData("Count", "9")]
    [InlineData("Most", "1")]
    [InlineData("Wait", "00:00:00.001")]
    public async Task Setting_AtItsBound_IsTaken(string setting, string value)
    {
        using var host = Create(setting, value);
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(host.Services.GetRequiredService<PartOptions>());
    }

    private static IHost Create(string setting, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration[$"Some:Part:{setting}"] = value;
        builder.Services.AddValidatedOptions<PartOptions>("Some:Part")
            .Range(part => part.Count, 1, 9)
            .Min(part => part.Most, 1L)
            .Positive(part => part.Wait);
        return builder.Build();
    }

    private sealed class PartOptions
    {
        public int Count { get; set; } = 5;

        public long Most { get; set; } = 7;

        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);
    }
}
