using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Leases;

/// <summary>
/// Renews a lease for as long as it is held, and says when it was lost. A renewal that fails
/// decides nothing: the state that the lease guards is asked at the end.
/// </summary>
public sealed partial class HeldLease : IAsyncDisposable
{
    private const int RenewalsPerLease = 4;

    private readonly string _held;
    private readonly Func<CancellationToken, Task<bool>> _renew;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending;
    private readonly PeriodicTimer _timer;
    private readonly Task _renewing;

    /// <param name="held">What is held, for the log.</param>
    /// <param name="duration">Of the lease.</param>
    /// <param name="renew">Returns false when it belongs to somebody else, or nobody.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Of the holder.</param>
    /// <param name="cancellationToken">Ends the holder's work.</param>
    public HeldLease(
        string held, TimeSpan duration, Func<CancellationToken, Task<bool>> renew,
        TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        (_held, _renew, _logger) = (held, renew, logger);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _ending.Token;
        _timer = new PeriodicTimer(duration / RenewalsPerLease, time);
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease is lost, or the holder's work shall end.</summary>
    public CancellationToken Token { get; }

    public bool IsLost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _ending.CancelAsync();
        await _renewing;
        _ending.Dispose();
    }

    private async Task RenewAsync()
    {
        while (!IsLost && await _timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                IsLost = !await _renew(Token);
                if (IsLost) await _ending.CancelAsync();
            }
            catch (Exception) when (Token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogNotRenewed(fault, _held);
            }
        }
    }
}
