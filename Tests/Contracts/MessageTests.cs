using System.Text.Json;

namespace AudioStreaming.Contracts.Tests;

/// <summary>Messages outlive the code that wrote them: their JSON form is a promise.</summary>
public class MessageTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("01920000-0000-7000-8000-000000000001");
    private static readonly TrackId Track = TrackId.Parse("01920000-0000-7000-8000-000000000002");

    [Fact]
    public void PlaybackEvent_Json_HasTheDocumentedForm()
    {
        var playing = new PlaybackEvent(
            Id, At, PlaybackEvent.CurrentVersion, Track, new SessionId(255),
            PlaybackEventKind.Playing, Sequence: 3, ListenedMs: 30_000, DurationMs: 180_000,
            TtlMs: 25_000);

        var json = JsonSerializer.Serialize(playing, ContractsJson.Default.PlaybackEvent);

        Assert.Equal(
            """
            {"id":"01920000-0000-7000-8000-000000000001","at":"2026-01-02T03:04:05+00:00","v":1,
            "track_id":"01920000-0000-7000-8000-000000000002",
            "session_id":"000000000000000000000000000000ff","kind":"playing","sequence":3,
            "listened_ms":30000,"duration_ms":180000,"ttl_ms":25000}
            """.ReplaceLineEndings(""),
            json);
        Assert.Equal(
            playing, JsonSerializer.Deserialize(json, ContractsJson.Default.PlaybackEvent));
    }

    [Fact]
    public void TrackChanged_Json_ComesBackEqual()
    {
        var deleted = new TrackChanged(
            Id, At, TrackChanged.CurrentVersion, Track, TrackChange.Deleted, TrackVersion: 7);

        var json = JsonSerializer.Serialize(deleted, ContractsJson.Default.TrackChanged);

        Assert.Contains("\"change\":\"deleted\"", json);
        Assert.Equal(deleted, JsonSerializer.Deserialize(json, ContractsJson.Default.TrackChanged));
    }

    [Fact]
    public void TranscodeRequested_Json_HasTheDocumentedForm()
    {
        var request = new TranscodeRequested(Id, At, TranscodeRequested.CurrentVersion, Track);

        var json = JsonSerializer.Serialize(
            request, ContractsJson.Default.TranscodeRequested);

        Assert.Equal(
            """
            {"id":"01920000-0000-7000-8000-000000000001","at":"2026-01-02T03:04:05+00:00","v":1,
            "track_id":"01920000-0000-7000-8000-000000000002"}
            """.ReplaceLineEndings(""),
            json);
        Assert.Equal(
            request, JsonSerializer.Deserialize(json, ContractsJson.Default.TranscodeRequested));
    }

    /// <summary>Messages of before may still wait; their priority was never set.</summary>
    [Fact]
    public void TranscodeRequested_WithPriority_IsRead()
    {
        var json =
            $$"""
            {"id":"{{Id}}","at":"2026-01-02T03:04:05Z","v":1,"track_id":"{{Track}}","priority":0}
            """;

        Assert.Equal(
            new TranscodeRequested(Id, At, 1, Track),
            JsonSerializer.Deserialize(json, ContractsJson.Default.TranscodeRequested));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"kind":"danced"}""")]
    [InlineData("""{"session_id":"me@example.org"}""")]
    public void PlaybackEvent_ForeignJson_IsRefused(string json)
    {
        var parsed = Record.Exception(() =>
            JsonSerializer.Deserialize(json, ContractsJson.Default.PlaybackEvent)
            ?? throw new JsonException("null"));

        Assert.IsType<JsonException>(parsed);
    }

    [Fact]
    public void PlaybackEvent_UnknownMember_IsIgnored()
    {
        var json =
            $$"""
            {"id":"{{Id}}","at":"2026-01-02T03:04:05Z","v":2,"track_id":"{{Track}}",
             "session_id":"000000000000000000000000000000ff","kind":"started","sequence":0,
             "listened_ms":0,"duration_ms":1000,"from_the_future":true}
            """;

        Assert.NotNull(JsonSerializer.Deserialize(json, ContractsJson.Default.PlaybackEvent));
    }
}
