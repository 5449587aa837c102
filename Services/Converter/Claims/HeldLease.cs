namespace AudioStreaming.Converter.Claims;

/// <summary>
/// Renews a claim's lease in the background. <see cref="Token"/> is cancelled when the claim is
/// lost or the service stops.
/// </summary>
internal sealed partial class HeldLease : IAsyncDisposable
{
    private readonly TrackClaims _claims;
    private readonly TrackClaim _claim;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending;
    private readonly PeriodicTimer _timer;
    private readonly Task _renewing;

    public HeldLease(
        TrackClaims claims, TrackClaim claim, TimeSpan lease, TimeProvider time, ILogger logger,
        CancellationToken stopping)
    {
        _claims = claims;
        _claim = claim;
        _logger = logger;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _ending.Token;
        _timer = new PeriodicTimer(lease / 3, time);
        _renewing = RenewAsync();
    }

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
        while (await _timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await _claims.RenewAsync(_claim, Token);
            }
            catch (ClaimLostException)
            {
                IsLost = true;
                await _ending.CancelAsync();
                return;
            }
            catch (Exception) when (Token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Work goes on: if the lease runs out, the version tells at the end.
                NotRenewed(fault, _claim.TrackId);
            }
        }
    }
}
