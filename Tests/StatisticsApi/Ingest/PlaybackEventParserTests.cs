using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Ingest;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

/// <summary>The fast way of reading an event never sees anything but what the serializer
/// sees.</summary>
public sealed class PlaybackEventParserTests
{
    private const string Bytes = "{}[]\":,\\ 0129-+.eEaznulltruefalse\t\0\u007f";

    private readonly Random _random = new(5);

    [Fact]
    public void Event_AsItIsWritten_IsReadWithoutTheSerializer()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var written = NewEvent();
            Assert.Equal(written, PlaybackEventParser.TryParse(Json(written)));
        }
    }

    [Fact]
    public void Event_WithAnythingChanged_IsReadAsTheSerializerDoes()
    {
        var understood = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var json = Change(Json(NewEvent()));
            if (Read(() => PlaybackEventParser.TryParse(json)) is not { } read) continue;
            understood++;
            Assert.Equal(
                Read(() => JsonSerializer.Deserialize(json, ContractsJson.Default.PlaybackEvent)),
                read);
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
    public void NoEvent_IsLeftToTheSerializer(string json) => Assert.Null(
        Read(() => PlaybackEventParser.TryParse(Encoding.UTF8.GetBytes(json))));

    private static PlaybackEvent? Read(Func<PlaybackEvent?> read)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
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
        var at = DateTimeOffset.UnixEpoch.AddMilliseconds(_random.NextInt64(2_000_000_000_000));
        return new PlaybackEvent(
            Guid.CreateVersion7(at), at, _random.Next(3), new TrackId(Guid.CreateVersion7(at)),
            SessionId.New(), (PlaybackEventKind)_random.Next(5), _random.NextInt64(),
            _random.Next(), _random.Next(), _random.Next(2) == 0 ? _random.Next() : null,
            _random.Next(2) == 0 ? _random.Next() : null);
    }

    private static byte[] Json(PlaybackEvent message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.PlaybackEvent);
}
