using System.Diagnostics.Metrics;
using System.Threading.Channels;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AudioStreaming.ServiceDefaults.Tests.Passes;

public sealed class PeriodicPassTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly WatchedTime _time = new();
    private readonly IHost _host;
    private readonly CountedPass _pass;

    public PeriodicPassTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<DefaultsTelemetry>();
        builder.Services.AddSingleton<PassServices>();
        builder.Services.AddPass<CountedPass>();
        _host = builder.Build();
        _pass = _host.Services.GetRequiredService<CountedPass>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_RunsAtStart_AtTheInterval_AndWhenWoken()
    {
        await _host.StartAsync(Token);
        await _pass.NextAsync();
        await PassTimeAsync(Interval);
        await _pass.NextAsync();
        _pass.Wake();
        await _pass.NextAsync();
        Assert.False(_pass.HasRun);
    }

    [Fact]
    public async Task Pass_ThatKnowsOfWorkBefore_RunsSooner()
    {
        _pass.Results.Enqueue(() => new PassResult(1, NextIn: TimeSpan.FromSeconds(5)));
        await _host.StartAsync(Token);
        await _pass.NextAsync();
        await PassTimeAsync(TimeSpan.FromSeconds(5));
        await _pass.NextAsync();
    }

    [Fact]
    public async Task Pass_ThatFails_IsRepeated_LaterEachTime_AndWakingDoesNotHurryIt()
    {
        for (var i = 0; i < 3; i++)
            _pass.Results.Enqueue(() => throw new InvalidOperationException("not now"));
        await _host.StartAsync(Token);
        foreach (var seconds in (int[])[1, 2, 4])
        {
            await _pass.NextAsync();
            _pass.Wake();
            await PassTimeAsync(TimeSpan.FromSeconds(seconds - 0.5));
            Assert.False(_pass.HasRun);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
        await _pass.NextAsync();
    }

    [Fact]
    public async Task Pass_ThatSucceeded_IsMeasured_AndOneThatFailedIsCounted()
    {
        _time.SetUtcNow(DateTimeOffset.UnixEpoch.AddSeconds(2_000_000_000));
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == DefaultsTelemetry.Name
                && instrument.Meter.Scope == _host.Services.GetRequiredService<IMeterFactory>())
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (measured) measured[$"{instrument.Name} {tags[0].Value}"] = value;
        });
        listener.Start();
        _pass.Results.Enqueue(() => throw new InvalidOperationException("not now"));

        await _host.StartAsync(Token);
        await _pass.NextAsync();
        await PassTimeAsync(TimeSpan.FromSeconds(1));
        await _pass.NextAsync();
        await Testing.Eventually.TrueAsync(
            () =>
            {
                lock (measured)
                {
                    return measured.GetValueOrDefault("pass.failures CountedPass") == 1
                        && measured.GetValueOrDefault("pass.last_success CountedPass")
                            >= 2_000_000_000;
                }
            },
            "both are told");
    }

    [Fact]
    public async Task StoppedPass_Ends_AndIsNoFailure()
    {
        _pass.Results.Enqueue(() => throw new OperationCanceledException());
        await _host.StartAsync(Token);
        await _pass.NextAsync();
        await _host.StopAsync(Token);
        Assert.True(_pass.ExecuteTask!.IsCompletedSuccessfully);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    /// <summary>Moves the clock once the pass waits for it.</summary>
    private async Task PassTimeAsync(TimeSpan time)
    {
        await _time.TimerAsync();
        _time.Advance(time);
    }

    private sealed class CountedPass(PassServices services) : PeriodicPass(Interval, services)
    {
        private readonly Channel<int> _runs = Channel.CreateUnbounded<int>();

        public Queue<Func<PassResult>> Results { get; } = new();

        public bool HasRun => _runs.Reader.TryPeek(out _);

        public async Task NextAsync() => await _runs.Reader.ReadAsync(Token);

        public override Task<PassResult> RunAsync(CancellationToken cancellationToken)
        {
            _runs.Writer.TryWrite(0);
            return Task.FromResult(Results.TryDequeue(out var result) ? result() : default);
        }
    }

    /// <summary>A clock that tells when somebody waits for it.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly Channel<int> _timers = Channel.CreateUnbounded<int>();

        public async Task TimerAsync() => await _timers.Reader.ReadAsync(Token);

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(0);
            return timer;
        }
    }
}
