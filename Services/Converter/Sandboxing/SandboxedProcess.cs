using System.Diagnostics;
using System.Text;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// A running child of the <see cref="Sandbox"/>. Disposing kills it if it still runs.
/// </summary>
internal sealed class SandboxedProcess : IAsyncDisposable
{
    private const int KeptErrorBytes = 64 * 1024;
    private const int CpuLimitSignal = 24;
    private const int SignalBase = 128;

    private readonly Process _process;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _killing;
    private readonly CancellationToken _cancelled;
    private readonly Task<string> _errors;
    private Task _feeding = Task.CompletedTask;

    public SandboxedProcess(Process process, TimeSpan wallTime, CancellationToken cancellationToken)
    {
        _process = process;
        _cancelled = cancellationToken;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _deadline.CancelAfter(wallTime);
        _killing = _deadline.Token.Register(Kill);
        _errors = ReadTailAsync(process.StandardError.BaseStream);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>
    /// Copies <paramref name="source"/> to the child's stdin in the background and ends it there. A
    /// child may stop reading when it has seen enough; a fault of the source is thrown by
    /// <see cref="EndAsync"/>, since the child cannot tell it from the end of the file.
    /// </summary>
    public void Feed(Stream source) => _feeding = FeedAsync(source, _deadline.Token);

    /// <summary>Waits for the child after its output has ended.</summary>
    /// <exception cref="OperationCanceledException">The caller's token ended it.</exception>
    public async Task<SandboxExit> EndAsync()
    {
        var errors = await _errors;
        await _process.WaitForExitAsync(CancellationToken.None);
        _cancelled.ThrowIfCancellationRequested();
        if (_deadline.IsCancellationRequested)
            return new SandboxExit(SandboxEnd.OutOfTime, _process.ExitCode, errors);
        await _feeding;
        return new SandboxExit(_process.ExitCode switch
        {
            0 => SandboxEnd.Success,
            SignalBase + CpuLimitSignal => SandboxEnd.OutOfTime,
            > SignalBase => SandboxEnd.Killed,
            _ => SandboxEnd.Failure,
        }, _process.ExitCode, errors);
    }

    public async ValueTask DisposeAsync()
    {
        await _killing.DisposeAsync();
        Kill();
        await _deadline.CancelAsync();
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _errors;
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _deadline.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private async Task FeedAsync(Stream source, CancellationToken cancellationToken)
    {
        var input = _process.StandardInput.BaseStream;
        var buffer = new byte[128 * 1024];
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                var bytes = buffer.AsMemory(0, count);
                if (!await TryWriteAsync(input, bytes, cancellationToken)) break;
            }
        }
        finally
        {
            Close(input);
        }
    }

    private static async Task<bool> TryWriteAsync(
        Stream input, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Close(Stream input)
    {
        try
        {
            input.Dispose();
        }
        catch (IOException)
        {
            // The child has closed its end already.
        }
    }

    private static async Task<string> ReadTailAsync(Stream stream)
    {
        var tail = new byte[KeptErrorBytes * 2];
        var length = 0;
        try
        {
            while (await stream.ReadAsync(tail.AsMemory(length)) is > 0 and var count)
            {
                length += count;
                if (length <= KeptErrorBytes) continue;
                tail.AsSpan(length - KeptErrorBytes, KeptErrorBytes).CopyTo(tail);
                length = KeptErrorBytes;
            }
        }
        catch (IOException)
        {
            // What was read is all there is.
        }
        return Encoding.UTF8.GetString(tail, 0, length);
    }
}

/// <param name="End">How the child ended.</param>
/// <param name="Code">Above 128: that, and the signal that ended it.</param>
/// <param name="Errors">The last of what it wrote to stderr.</param>
internal sealed record SandboxExit(SandboxEnd End, int Code, string Errors);

internal enum SandboxEnd
{
    Success,

    /// <summary>It gave up on its input.</summary>
    Failure,

    /// <summary>A signal from outside, or a crash.</summary>
    Killed,

    /// <summary>The limit of wall or processor time.</summary>
    OutOfTime,
}
