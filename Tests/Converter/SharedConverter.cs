using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests;

/// <summary>One converter for all cases of a class.</summary>
public sealed class SharedConverter : IAsyncDisposable
{
    private ConverterHarness? _harness;

    public async Task<ConverterHarness> StartAsync(
        InfrastructureFixture infrastructure, params (string Key, string Value)[] settings)
    {
        if (_harness is not null) return _harness;
        _harness = await ConverterHarness.CreateAsync(infrastructure);
        await _harness.StartAsync(settings);
        return _harness;
    }

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null) await _harness.DisposeAsync();
    }
}
