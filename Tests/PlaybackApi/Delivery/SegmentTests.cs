using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi.Tests.Delivery;

/// <summary>Segments, pictures and the like: bytes that never change.</summary>
public sealed class SegmentTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];

    private PlaybackWorld _world = null!;
    private PlaybackReplica _replica = null!;
    private TrackId _track;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Segment => $"/media/{_track}/1/aac-128-00000.m4s";

    public async ValueTask InitializeAsync()
    {
        _world = await PlaybackWorld.CreateAsync(infrastructure);
        _replica = await _world.StartAsync();
        _track = await _world.AddTrackAsync();
        await _world.AddObjectAsync($"{ObjectKeys.Hls(_track, 1)}aac-128-00000.m4s", Content);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(131_072)]
    [InlineData(400_001)]
    [InlineData(3_000_000)]
    public async Task Segment_Whole_MayBeKeptForEverByAnyOrigin(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        await _world.AddObjectAsync($"{ObjectKeys.Hls(_track, 1)}whole.m4s", content);
        // From its file at first, then from memory unless it is too large for that.
        for (var time = 0; time < 3; time++)
        {
            using var response = await GetAsync($"/media/{_track}/1/whole.m4s");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Equal(size, response.Content.Headers.ContentLength);
            Assert.NotNull(response.Content.Headers.LastModified);
            Assert.Equal("video/iso.segment", response.Content.Headers.ContentType?.ToString());
            Assert.Equal(
                "public, max-age=31536000, immutable",
                string.Join(", ", response.Headers.NonValidated["Cache-Control"]));
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal("bytes", response.Headers.AcceptRanges.Single());
            Assert.False(response.Headers.ETag!.IsWeak);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(10, 19, 10, 10)]
    [InlineData(99_990, null, 99_990, 10)]
    [InlineData(null, 5, 99_995, 5)]
    [InlineData(99_990, 200_000, 99_990, 10)]
    public async Task Segment_Range_IsThatPart(int? from, int? to, int start, int length)
    {
        // From its file at first, then from memory.
        for (var time = 0; time < 3; time++)
        {
            using var response = await GetAsync(
                Segment, headers => headers.Range = new RangeHeaderValue(from, to));
            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            Assert.Equal(
                $"bytes {start}-{start + length - 1}/100000",
                response.Content.Headers.ContentRange?.ToString());
            Assert.Equal(
                Content.AsSpan(start, length).ToArray(),
                await response.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Segment_RangeBeyondTheEnd_IsNotSatisfiable()
    {
        using var response = await GetAsync(
            Segment, headers => headers.Range = new RangeHeaderValue(100_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task Segment_ThatTheClientHas_IsNotSentAgain()
    {
        for (var time = 0; time < 3; time++)
        {
            using var first = await GetAsync(Segment);
            using var second = await GetAsync(
                Segment, headers => headers.IfNoneMatch.Add(first.Headers.ETag!));
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            using var third = await GetAsync(
                Segment, headers => headers.IfModifiedSince = first.Content.Headers.LastModified);
            Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
            using var whole = await GetAsync(Segment, headers =>
            {
                headers.Range = new RangeHeaderValue(0, 9);
                headers.IfRange = new RangeConditionHeaderValue("\"another\"");
            });
            Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
            using var other = await GetAsync(
                Segment, headers => headers.IfMatch.Add(new("\"another\"")));
            Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
        }
    }

    [Fact]
    public async Task Segment_WhoseReaderLeaves_IsSentToTheNext()
    {
        for (var time = 0; time < 5; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Segment);
            using var left = await _replica.Client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        }
        using var whole = await GetAsync(Segment);
        Assert.Equal(Content, await whole.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Segment_Head_TellsItsSize()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Segment);
        using var response = await _replica.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Content.Length, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("art", "cover-512.jpg", "art/cover-512.jpg", "image/jpeg")]
    [InlineData("wave", "waveform.json", "waveform.json", "application/json")]
    [InlineData("hls", "flac-init.mp4", "flac-init.mp4", "audio/mp4")]
    public async Task File_OfAKind_IsWhereItBelongs(
        string folder, string name, string path, string type)
    {
        await _world.AddObjectAsync($"{folder}/{_track}/1/{name}", Content);
        using var response = await GetAsync($"/media/{_track}/1/{path}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("missing.m4s")]
    [InlineData("..%2f1%2faac-128-00000.m4s")]
    [InlineData(".aac-128-00000.m4s")]
    [InlineData("aac-128-00000.exe")]
    [InlineData("aac-128-00000.m4s%0a")]
    [InlineData("aac-128-00000%5c.m4s")]
    [InlineData("sub/aac-128-00000.m4s")]
    [InlineData("original.mp3")]
    public async Task File_OfAnotherName_IsNotFound(string name)
    {
        using var response = await GetAsync($"/media/{_track}/1/{name}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotEqual(true, response.Headers.CacheControl?.Public);
    }

    [Fact]
    public async Task Segment_OfADeletedTrack_IsSoonGone()
    {
        (await GetAsync(Segment)).Dispose();
        await _world.ChangeTrackAsync(
            _track, "UPDATE catalog.tracks SET status = 'deleting' WHERE id = @id");
        using var producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig { BootstrapServers = infrastructure.Kafka }).Build();
        var deleted = new TrackChanged(
            Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), TrackChanged.CurrentVersion,
            _track, TrackChange.Deleted, 2);
        var message = new Message<string, byte[]>
        {
            Key = _track.ToString(),
            Value = JsonSerializer.SerializeToUtf8Bytes(
                deleted, ContractsJson.Default.TrackChanged),
        };
        await Eventually.TrueAsync(
            async () =>
            {
                // Repeated, for the replica hears only what comes after it has joined.
                await producer.ProduceAsync(Topics.TrackEvents, message, Cancellation);
                using var response = await GetAsync(Segment);
                return response.StatusCode == HttpStatusCode.NotFound;
            },
            "a deleted track is served",
            TimeSpan.FromSeconds(20));
    }

    private async Task<HttpResponseMessage> GetAsync(
        string path, Action<HttpRequestHeaders>? prepare = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        prepare?.Invoke(request.Headers);
        return await _replica.Client.SendAsync(request, Cancellation);
    }
}
