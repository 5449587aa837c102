using System.Diagnostics;

namespace AudioStreaming.Testing;

/// <summary>Waits on conditions, so that no test sleeps.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">
    /// It has not come true; with <paramref name="because"/>.
    /// </exception>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, string because, TimeSpan? timeout = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (timeout ?? DefaultTimeout)) throw new TimeoutException(because);
            await Task.Delay(Poll);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string because, TimeSpan? timeout = null) =>
        TrueAsync(() => Task.FromResult(condition()), because, timeout);

    /// <summary>Asks until the answer is not <c>null</c>, and returns it.</summary>
    public static async Task<T> FoundAsync<T>(
        Func<Task<T?>> find, string because, TimeSpan? timeout = null)
        where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await find()) is not null, because, timeout);
        return found!;
    }
}
