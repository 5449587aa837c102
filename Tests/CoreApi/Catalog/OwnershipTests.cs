using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Catalog;

public sealed class OwnershipTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;
    private string _track = null!;
    private string _token = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        var uploaded = await _core.Client.UploadGoodAsync(
            await File.ReadAllBytesAsync(await TestAudio.Mp3Async(2)));
        (_track, _token) = (uploaded.Text("track_id"), uploaded.Text("manage_token"));
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Delete_WithTheToken_RemovesEverythingAndTellsOthers()
    {
        foreach (var folder in new[] { "hls", "art", "wave" })
            await _core.Store.PutAsync(
                $"{folder}/{_track}/1/file", new MemoryStream([1]), "any", CancellationToken.None);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, _token));

        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"/tracks/{_track}"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"/download/{_track}"));
        await Consistency.ReachedAsync(_core);
        using var events = new JobLog(
            infrastructure.Kafka, Topics.TrackEvents, [.. Enumerable.Range(0, 4)]);
        await Eventually.TrueAsync(
            () => events.Of(_track).Any(e => e.Message.Value.Contains("\"deleted\"")),
            "the deletion is not announced");
    }

    [Fact]
    public async Task Delete_WhileAConverterHoldsTheTrack_WaitsForItsLease()
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        var version = await connection.QuerySingleAsync<long>(
            """
            UPDATE catalog.tracks
            SET
              status = 'processing',
              version = version + 1,
              lease_until = now() + interval '1 hour'
            RETURNING version
            """);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, _token));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"/tracks/{_track}"));

        // The converter writes on until it sees that its version is no longer the current one.
        await _core.DeletionRecovery.RunAsync(CancellationToken.None);
        await WriteLateAsync($"hls/{_track}/{version}/late");
        Assert.Equal(0, await connection.ExecuteAsync(
            "UPDATE catalog.tracks SET status = 'ready' WHERE version = @version",
            new { version }));
        Assert.Single(await connection.QueryAsync("SELECT id FROM catalog.tracks"));

        await connection.ExecuteAsync("UPDATE catalog.tracks SET lease_until = now()");
        await Consistency.ReachedAsync(_core);
        Assert.Empty(await connection.QueryAsync("SELECT id FROM catalog.tracks"));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Change_WithoutTheToken_IsRefused(string method)
    {
        var verb = HttpMethod.Parse(method);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(verb, token: null));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(verb, "another"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync($"/tracks/{_track}"));
    }

    [Fact]
    public async Task Edit_WithTheToken_CorrectsAndKeepsTheConvertersLock()
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        var version = await connection.QuerySingleAsync<long>("SELECT version FROM catalog.tracks");

        Assert.Equal(
            HttpStatusCode.OK, await SendAsync(HttpMethod.Patch, _token, new { title = " Nöw " }));

        var track = await _core.GetAsync($"/tracks/{_track}");
        Assert.Equal(("Artist", "Nöw"), (track.Text("artist"), track.Text("title")));
        Assert.Equal(
            version, await connection.QuerySingleAsync<long>("SELECT version FROM catalog.tracks"));
    }

    [Fact]
    public async Task Edit_FromAnOvertakenRevision_IsAConflictAndChangesNothing()
    {
        Assert.Equal(HttpStatusCode.OK, await EditAsync(new { title = "First", revision = 0 }));
        Assert.Equal(
            HttpStatusCode.Conflict, await EditAsync(new { title = "Second", revision = 0 }));

        var track = await _core.GetAsync($"/tracks/{_track}");
        Assert.Equal("First", track.Text("title"));
        var revision = track.GetProperty("revision").GetInt32();
        Assert.Equal(HttpStatusCode.OK, await EditAsync(new { title = "Second", revision }));
        Assert.Equal(HttpStatusCode.OK, await EditAsync(new { title = "Third" }));
    }

    [Fact]
    public async Task Edit_ByTwoAtOnceFromOneRevision_IsDoneByOne()
    {
        var edits = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            number => EditAsync(new { title = $"Number {number}", revision = 0 })));
        Assert.Single(edits, HttpStatusCode.OK);
        Assert.Equal(5, edits.Count(status => status == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title": ""}""")]
    [InlineData("""{"title": "a\u0007b"}""")]
    [InlineData("""{"title": 3}""")]
    [InlineData("""{"title": "a", "revision": "0"}""")]
    [InlineData("nonsense")]
    public async Task Edit_OfNonsense_IsABadRequest(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/tracks/{_track}")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        var response = await _core.Client.SendAsync(
            request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task ManageToken_InTheDatabase_IsOnlyAHash()
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        var row = await connection.QuerySingleAsync<string>(
            "SELECT row_to_json(tracks)::text FROM catalog.tracks");
        Assert.DoesNotContain(_token, row);
    }

    /// <summary>A write fails if the folder is deleted meanwhile, which a pass may be at.</summary>
    private Task WriteLateAsync(string key) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await _core.Store.PutAsync(
                    key, new MemoryStream([1]), "any", CancellationToken.None);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        },
        "it cannot be written");

    private Task<HttpStatusCode> EditAsync(object edit) =>
        SendAsync(HttpMethod.Patch, _token, edit);

    private async Task<HttpStatusCode> GetAsync(string path) =>
        (await _core.Client.GetAsync(path)).StatusCode;

    private async Task<HttpStatusCode> SendAsync(
        HttpMethod method, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/tracks/{_track}")
        {
            Content = method == HttpMethod.Patch
                ? JsonContent.Create(body ?? new { title = "x" })
                : null,
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await _core.Client.SendAsync(request)).StatusCode;
    }
}
