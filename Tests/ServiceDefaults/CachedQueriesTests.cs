using System.ComponentModel;
using AudioStreaming.ServiceDefaults.Caching;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class CachedQueriesTests : IDisposable
{
    private const int MaxKiB = 10;
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly string[] Tags = ["answers"];

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddCached<Answer?>(_ => MaxKiB, answer => answer?.KiB ?? 1)
        .BuildServiceProvider();

    private int _asked;

    private HybridCache Cache => _services.GetRequiredService<HybridCache>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Query_OfManyAtOnce_IsAskedOnceAndItsAnswerIsNotCopied()
    {
        var found = new TaskCompletionSource<Answer?>();
        var asking = Enumerable.Range(0, 20).Select(_ => AskAsync(() => found.Task)).ToList();
        found.SetResult(new Answer(1));
        var answers = await Task.WhenAll(asking);
        Assert.All(answers, answer => Assert.Same(answers[0], answer));
        Assert.Same(answers[0], await AskAsync(() => Task.FromResult<Answer?>(new Answer(1))));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Query_ThatFails_IsAskedAgain()
    {
        await Assert.ThrowsAsync<IOException>(
            () => AskAsync(() => Task.FromException<Answer?>(new IOException())));
        Assert.NotNull(await AskAsync(() => Task.FromResult<Answer?>(new Answer(1))));
        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Query_OfWhatIsAbsent_IsKeptIfItHasALifetime(bool isKept, int asked)
    {
        for (var time = 0; time < 2; time++)
            Assert.Null(await AskAsync(
                () => Task.FromResult<Answer?>(null), isKept ? Long : null));
        Assert.Equal(asked, _asked);
    }

    [Fact]
    public async Task Query_OfMoreThanTheBound_IsNotKept()
    {
        for (var time = 0; time < 2; time++)
            await AskAsync(() => Task.FromResult<Answer?>(new Answer(MaxKiB + 1)));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Query_AfterItsKeyOrTagIsForgotten_IsAskedAgain()
    {
        for (var time = 1; time <= 3; time++)
        {
            await AskAsync(() => Task.FromResult<Answer?>(new Answer(1)));
            Assert.Equal(time, _asked);
            if (time == 1) await Cache.RemoveAsync("key", TestContext.Current.CancellationToken);
            else await Cache.RemoveByTagAsync(Tags, TestContext.Current.CancellationToken);
        }
    }

    private Task<Answer?> AskAsync(Func<Task<Answer?>> query) => AskAsync(query, Long);

    private Task<Answer?> AskAsync(Func<Task<Answer?>> query, TimeSpan? lifetime) =>
        Cache.QueryAsync(
            "key", query,
            async (ask, _) =>
            {
                Interlocked.Increment(ref _asked);
                return await ask();
            },
            _ => lifetime, Tags).AsTask();

    [ImmutableObject(true)]
    private sealed record Answer(int KiB);
}
