using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Ingest;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

/// <summary>Every record is an event or has a reason why not; nothing else can happen.</summary>
public sealed class PlaybackEventReaderTests
{
    private const string Bytes = "{}[]\":,\\ 0129-+.eEaznulltruefalse\t\0\u007f";

    private readonly PlaybackEventReader _reader = new(TimeProvider.System);
    private readonly Random _random = new(5);

    [Fact]
    public void Event_AsItIsWritten_IsRead()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var written = NewEvent();
            Assert.Equal((written, null), _reader.Read(Json(written)));
        }
    }

    [Fact]
    public void Event_WithAnythingChanged_IsReadOrHasAReason()
    {
        var understood = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var (message, reason) = _reader.Read(Change(Json(NewEvent())));
            Assert.True((message is null) == (reason is not null));
            if (message is null) continue;
            understood++;
            Assert.Equal((message, null), _reader.Read(Json(message)));
        }
        Assert.InRange(understood, 1_000, 49_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":"1"}""")]
    public void NoEvent_HasAReason(string json)
    {
        var (message, reason) = _reader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(message);
        Assert.NotNull(reason);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("at")]
    [InlineData("v")]
    [InlineData("track_id")]
    [InlineData("session_id")]
    [InlineData("kind")]
    [InlineData("sequence")]
    [InlineData("listened_ms")]
    [InlineData("duration_ms")]
    public void Event_WithoutARequiredMember_IsNone(string member)
    {
        var json = JsonNode.Parse(Json(NewEvent()))!.AsObject();
        Assert.True(json.Remove(member));
        var (message, reason) = _reader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Null(message);
        Assert.Equal("not a playback event", reason);
    }

    private byte[] Change(byte[] json)
    {
        var bytes = json.ToList();
        for (var changes = _random.Next(1, 4); changes > 0; changes--)
        {
            var at = _random.Next(bytes.Count);
            var next = (byte)Bytes[_random.Next(Bytes.Length)];
            switch (_random.Next(4))
            {
                case 0: bytes[at] = next; break;
                case 1: bytes.Insert(at, next); break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, (bytes.Count - at) / 4)); break;
            }
        }
        return [.. bytes];
    }

    private PlaybackEvent NewEvent()
    {
        var at = DateTimeOffset.UnixEpoch.AddMilliseconds(_random.NextInt64(1_700_000_000_000));
        return new PlaybackEvent(
            Guid.CreateVersion7(at), at, PlaybackEvent.CurrentVersion,
            new TrackId(Guid.CreateVersion7(at)),
            SessionId.New(), (PlaybackEventKind)_random.Next(5), _random.NextInt64(),
            _random.Next(), _random.Next(), _random.Next(2) == 0 ? _random.Next() : null,
            _random.Next(2) == 0 ? _random.Next(86_400_000) : null);
    }

    private static byte[] Json(PlaybackEvent message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.PlaybackEvent);
}
