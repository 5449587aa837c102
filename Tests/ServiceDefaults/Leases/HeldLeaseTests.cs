using AudioStreaming.ServiceDefaults.Leases;
using AudioStreaming.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AudioStreaming.ServiceDefaults.Tests.Leases;

public sealed class HeldLeaseTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private int _renewals;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_WhileHeld_IsRenewedSeveralTimesInItsDuration()
    {
        await using var lease = Hold(() => true, Token);
        for (var i = 1; i <= 4; i++)
        {
            _time.Advance(Renewal);
            await RenewedAsync(i);
        }
        Assert.False(lease.IsLost);
        Assert.False(lease.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Lease_ThatBelongsToSomebodyElse_EndsTheWork()
    {
        await using var lease = Hold(() => false, Token);
        _time.Advance(Renewal);
        await Eventually.TrueAsync(() => lease.Token.IsCancellationRequested, "it is lost");
        Assert.True(lease.IsLost);
    }

    [Fact]
    public async Task Renewal_ThatFails_DecidesNothing()
    {
        await using var lease = Hold(
            () => throw new InvalidOperationException("unavailable"), Token);
        _time.Advance(Renewal);
        await RenewedAsync(1);
        _time.Advance(Renewal);
        await RenewedAsync(2);
        Assert.False(lease.IsLost);
        Assert.False(lease.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Work_ThatShallEnd_IsToldByTheLeaseAndLosesNothing()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var lease = Hold(() => true, stopping.Token);
        await stopping.CancelAsync();
        Assert.True(lease.Token.IsCancellationRequested);
        Assert.False(lease.IsLost);
    }

    private HeldLease Hold(Func<bool> renew, CancellationToken cancellationToken) => new(
        "a thing", Duration,
        _ =>
        {
            Interlocked.Increment(ref _renewals);
            return Task.FromResult(renew());
        },
        _time, NullLogger.Instance, cancellationToken);

    private Task RenewedAsync(int times) => Eventually.TrueAsync(
        () => Volatile.Read(ref _renewals) == times, $"it is renewed {times} times");
}
