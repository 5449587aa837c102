using System.Text.Json;

namespace AudioStreaming.Contracts.Tests;

public class IdTests
{
    [Fact]
    public void SessionId_New_IsWrittenAs32HexDigitsAndParsesBack()
    {
        var id = SessionId.New();

        Assert.Matches("^[0-9a-f]{32}$", id.ToString());
        Assert.Equal(id, SessionId.Parse(id.ToString()));
    }

    [Fact]
    public void SessionId_New_NeverRepeats()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => SessionId.New()).ToHashSet();

        Assert.Equal(10_000, ids.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("0123456789abcdef0123456789abcdefff")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData(" 123456789abcdef0123456789abcdef")]
    public void SessionId_ForeignText_IsRefused(string? text)
    {
        Assert.False(SessionId.TryParse(text, null, out _));
    }

    [Fact]
    public void TrackId_New_SortsByTheTimeOfUpload()
    {
        var earlier = TrackId.New(new FixedTime(DateTimeOffset.UnixEpoch.AddYears(50)));
        var later = TrackId.New(new FixedTime(DateTimeOffset.UnixEpoch.AddYears(51)));

        Assert.True(string.CompareOrdinal(earlier.ToString(), later.ToString()) < 0);
    }

    [Theory]
    [InlineData("2cb9c72b8f4f44fd94db34d8891f214b")]
    [InlineData("{2cb9c72b-8f4f-44fd-94db-34d8891f214b}")]
    [InlineData("../../etc/passwd")]
    public void TrackId_OtherFormsThanTheCanonical_AreRefused(string text)
    {
        Assert.False(TrackId.TryParse(text, null, out _));
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<TrackId>(JsonSerializer.Serialize(text)));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
