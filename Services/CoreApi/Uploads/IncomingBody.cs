using AudioStreaming.Storage;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// A request's body as it arrives: cut off when the client falls silent or trickles, and checked
/// against the digests of the request's headers.
/// </summary>
internal sealed class IncomingBody(Stream body, UploadOptions options, DigestCheck digests)
    : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(options.IdleTimeout);
        try
        {
            var read = await body.ReadAsync(buffer, idle.Token);
            digests.Append(buffer.Span[..read]);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RequestRefusedException.TooSlow(
                $"nothing was received for {options.IdleTimeout.TotalSeconds:0} seconds");
        }
        catch (BadHttpRequestException slow)
            when (slow.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            throw RequestRefusedException.TooSlow(
                $"less than {options.MinBytesPerSecond:0} bytes a second were received");
        }
    }
}
