using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Faults;

/// <summary>Converter processes that share one catalog.</summary>
internal sealed class Workers(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private readonly List<ServiceProcess> _running = [];

    public async Task<ServiceProcess> StartAsync(params (string Key, string Value)[] further)
    {
        var all = new Dictionary<string, string>(settings);
        foreach (var (key, value) in further) all[key] = value;
        var worker = await ServiceProcess.StartAsync("Converter", all);
        _running.Add(worker);
        return worker;
    }

    public async Task KillOneAsync(Random random)
    {
        var victim = _running[random.Next(_running.Count)];
        _running.Remove(victim);
        await victim.KillAsync();
        await victim.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _running)
        {
            if (!worker.Exited.IsCompleted) await worker.DisposeAsync();
        }
    }
}
