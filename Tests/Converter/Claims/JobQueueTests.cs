using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using AudioStreaming.Testing;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Tests.Claims;

/// <summary>Which of the jobs is next.</summary>
public sealed class JobQueueTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const int Mine = 17, Others = 23;

    private static readonly IOptions<ClaimOptions> Settings = Options.Create(new ClaimOptions());

    private ConverterHarness _harness = null!;
    private JobQueue _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _harness = await ConverterHarness.CreateAsync(infrastructure);
        _queue = new JobQueue(_harness.Database, TimeProvider.System, Settings);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Jobs_OfOneLane_AreTakenShortestFirst()
    {
        var hour = await AddAsync(minutes: 60);
        var song = await AddAsync(minutes: 4);
        var podcast = await AddAsync(minutes: 30);

        Assert.Equal([song, podcast, hour], await ClaimAllAsync());
    }

    /// <summary>Three hours of audio outweigh 18 minutes of waiting.</summary>
    [Theory]
    [InlineData(17, false)]
    [InlineData(19, true)]
    public async Task LongJob_ThatHasWaitedATenthOfItsLength_IsNotOvertaken(int waited, bool first)
    {
        var longest = await AddAsync(minutes: 180, waitedMinutes: waited);
        var shortest = await AddAsync(minutes: 0);

        Assert.Equal(first ? longest : shortest, (await ClaimAllAsync())[0]);
    }

    [Fact]
    public async Task Flood_OfOneLane_LetsAnothersOnlyTrackGoNext()
    {
        for (var track = 0; track < 50; track++) await AddAsync(1, Mine, waitedMinutes: 5);
        var only = await AddAsync(9, Others);

        var order = await ClaimAllAsync();

        Assert.Equal(51, order.Distinct().Count());
        Assert.Equal(1, order.IndexOf(only));
    }

    [Fact]
    public async Task Jobs_WithoutALane_AreOneLane()
    {
        await AddAsync(1);
        await AddAsync(1);
        var other = await AddAsync(2, Others);

        Assert.Equal(1, (await ClaimAllAsync()).IndexOf(other));
    }

    /// <summary>What nobody works on any more keeps nobody waiting.</summary>
    [Fact]
    public async Task Lane_WhoseWorkerIsGone_HasNoRunningJob()
    {
        await AddAsync(1, Mine);
        await ClaimAllAsync();
        await ExecuteAsync("UPDATE catalog.tracks SET lease_until = now() - interval '1 second'");
        var abandoned = Assert.Single(await ClaimAllAsync());
        await ExecuteAsync("UPDATE catalog.tracks SET lease_until = now() - interval '1 second'");
        await AddAsync(2, Others);

        Assert.Equal(abandoned, (await ClaimAllAsync())[0]);
    }

    [Fact]
    public async Task Worker_KeptForShortJobs_LeavesLongOnes()
    {
        await AddAsync(minutes: 11, waitedMinutes: 600);
        var shortest = await AddAsync(minutes: 10);

        var claim = await ClaimAsync(onlyShort: true);

        Assert.Equal((shortest, Settings.Value.ShortAudio), (claim!.TrackId, claim.ShortLimit));
        Assert.Null(await ClaimAsync(onlyShort: true));
        Assert.Null((await ClaimAsync())!.ShortLimit);
    }

    [Fact]
    public async Task Job_ThatWaitsOrIsHeld_IsTakenWhenThatEnds()
    {
        await AddAsync(1);
        var held = await AddAsync(2);
        await ClaimAllAsync();
        await ExecuteAsync(
            $"""
            UPDATE catalog.tracks
            SET status = CASE WHEN id = '{held.Value}' THEN status ELSE 'pending' END,
                available_at = now() + interval '1 hour',
                lease_until = now() + interval '2 hours'
            """);

        Assert.Null(await ClaimAsync());
        var state = await _queue.MeasureAsync(Token);
        Assert.Equal(0, state.Waiting);
        Assert.InRange(state.NextIn!.Value.TotalMinutes, 58, 60);
        await ExecuteAsync("UPDATE catalog.tracks SET available_at = now(), lease_until = now()");
        Assert.Equal(2, (await _queue.MeasureAsync(Token)).Waiting);
        Assert.Equal(2, (await ClaimAllAsync()).Count);
    }

    [Fact]
    public async Task Claims_AtOnce_TakeEachJobOnce()
    {
        for (var track = 0; track < 10; track++) await AddAsync(1, track % 3);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimAsync()));

        var tracks = claims.OfType<TrackClaim>().Select(claim => claim.TrackId);
        Assert.Equal(10, tracks.Distinct().Count());
        Assert.Equal(10, tracks.Count());
    }

    /// <summary>A retry keeps its turn, and what has ended keeps nothing.</summary>
    [Theory]
    [InlineData("returned", Mine)]
    [InlineData("failed", null)]
    [InlineData("ready", null)]
    public async Task Lane_OfAJob_IsForgottenWhenItEnds(string end, int? left)
    {
        var track = await AddAsync(1, Mine);
        var claim = (await ClaimAsync())!;
        Assert.Equal(Mine, (await _harness.RowAsync(track)).Lane);
        var claims = new TrackClaims(
            _harness.Database, TimeProvider.System, Settings, NullLogger<TrackClaims>.Instance);

        await (end switch
        {
            "returned" => claims.ReturnAsync(claim, TimeSpan.Zero, counts: true, Token),
            "failed" => claims.FailAsync(claim, "damaged", Token),
            _ => claims.PublishAsync(claim, Finished, Token),
        });

        Assert.Equal(left, (await _harness.RowAsync(track)).Lane);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FinishedTrack Finished { get; } = new(
        "hls", null, "wave", 1_000, null, null, "mp3", 44_100, 2, null, null, null, null, null,
        null);

    private async Task<TrackId> AddAsync(int minutes, int? lane = null, int waitedMinutes = 0)
    {
        var job = new WaitingJob(lane)
        {
            Length = TimeSpan.FromMinutes(minutes),
            Waited = TimeSpan.FromMinutes(waitedMinutes),
        };
        return await _harness.AddAsync(await TestAudio.Mp3Async(1), job: job);
    }

    private Task<TrackClaim?> ClaimAsync(bool onlyShort = false) =>
        _queue.ClaimAsync(onlyShort, Token);

    private async Task<List<TrackId>> ClaimAllAsync()
    {
        var order = new List<TrackId>();
        while (await ClaimAsync() is { } claim) order.Add(claim.TrackId);
        return order;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _harness.Database.OpenConnectionAsync(Token);
        await connection.ExecuteAsync(sql);
    }
}
