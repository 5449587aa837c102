using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Catalog;

/// <summary>What people type, and what they mean by it.</summary>
public sealed class TrackSearchTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        await using var connection = await _core.Database.OpenConnectionAsync();
        foreach (var (artist, title) in new[]
        {
            ("Hans Zimmer", "Interstellar Theme"), ("Björk", "Jóga"),
            ("Mötley Crüe", "Kickstart My Heart"), ("Кино", "Группа крови"),
            ("The Beatles", "Yesterday"), ("The Beatles", "Let It Be"),
            ("Aurora Lane", "Morning Static"), ("Prince", "1999"), ("Orbital", "Strange Fruit"),
        })
            await connection.ExecuteAsync(
                """
                INSERT INTO catalog.tracks (
                  id, artist, title, status, original_filename, original_key, original_format,
                  original_size, content_sha256, manage_token_hash)
                VALUES (@id, @artist, @title, 'ready', 'f', 'raw/x', 'mp3', 1, sha256('x'), 'x')
                """,
                new { id = Guid.CreateVersion7(), artist, title });
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    // As it is written, or its beginning.
    [InlineData("interstellar", "Interstellar Theme")]
    [InlineData("INTER", "Interstellar Theme")]
    [InlineData("zimmer theme", "Interstellar Theme")]
    [InlineData("theme zim", "Interstellar Theme")]
    [InlineData("кино", "Группа крови")]
    // Without accents, and with others.
    [InlineData("bjork", "Jóga")]
    [InlineData("joga", "Jóga")]
    [InlineData("motley crue", "Kickstart My Heart")]
    [InlineData("Möthley Crüé", "Kickstart My Heart")]
    // Letters exchanged.
    [InlineData("morning stitac", "Morning Static")]
    [InlineData("mornign static", "Morning Static")]
    [InlineData("jgoa", "Jóga")]
    [InlineData("yetserday", "Yesterday")]
    [InlineData("интсо кино", null)]
    [InlineData("групап", "Группа крови")]
    // A letter missing.
    [InlineData("hans zimer", "Interstellar Theme")]
    [InlineData("yestrday", "Yesterday")]
    [InlineData("orning static", "Morning Static")]
    [InlineData("kickstart my hert", "Kickstart My Heart")]
    // A letter twice.
    [InlineData("yesterdayy", "Yesterday")]
    [InlineData("mmorning", "Morning Static")]
    // A wrong letter.
    [InlineData("intersteller", "Interstellar Theme")]
    [InlineData("beetles yesterday", "Yesterday")]
    [InlineData("norning static", "Morning Static")]
    // A typo, and a word that is not complete yet.
    [InlineData("intersteler th", "Interstellar Theme")]
    // Two slips in a long word.
    [InlineData("interstelalr", "Interstellar Theme")]
    [InlineData("intersteler", "Interstellar Theme")]
    // Spaces too many or too few.
    [InlineData("letitbe", "Let It Be")]
    [InlineData("inter stellar", "Interstellar Theme")]
    // Something else.
    [InlineData("something else entirely", null)]
    [InlineData("morning coffee", null)]
    [InlineData("evening static", null)]
    [InlineData("yesteryear", null)]
    [InlineData("orange fruit", null)]
    [InlineData("1998", null)]
    [InlineData("heat", "Kickstart My Heart")]
    [InlineData("hat", null)]
    [InlineData("zimt", null)]
    [InlineData("stuff", null)]
    // Nonsense, and what other machines would obey.
    [InlineData("'; DROP TABLE catalog.tracks; --", null)]
    [InlineData("&|!():*<->", null)]
    [InlineData("\u0149\u00bd\ufdfa", null)]
    [InlineData("%_%", null)]
    public async Task Search_ForWhatWasTyped_FindsWhatWasMeant(string typed, string? title)
    {
        var page = await _core.GetAsync($"/tracks?q={Uri.EscapeDataString(typed)}");
        var found = page.GetProperty("items").EnumerateArray()
            .Select(track => track.Text("title")).ToList();
        Assert.Equal(title is null ? [] : [title], found);
        Assert.Equal(found.Count, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Search_ForAWordAndItsTypo_HasTheWordFirst()
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "UPDATE catalog.tracks SET title = 'Yesterdax' WHERE title = '1999'");
        var page = await _core.GetAsync("/tracks?q=yesterday");
        Assert.Equal(
            ["Yesterday", "Yesterdax"],
            page.GetProperty("items").EnumerateArray().Select(track => track.Text("title")));
    }

    [Fact]
    public async Task Words_OfNoTrackAnyMore_AreForgotten()
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "UPDATE catalog.tracks SET title = 'Tomorrow' WHERE title = 'Yesterday'");
        Assert.Empty(await WordsAsync(connection, "yesterday"));
        Assert.Equal(["2"], await WordsAsync(connection, "beatles"));
        await connection.ExecuteAsync("DELETE FROM catalog.tracks");
        Assert.Empty(await connection.QueryAsync("SELECT word FROM catalog.words"));
    }

    private static Task<IEnumerable<string>> WordsAsync(
        System.Data.Common.DbConnection connection, string word) =>
        connection.QueryAsync<string>(
            "SELECT tracks::text FROM catalog.words WHERE word = @word", new { word });
}
