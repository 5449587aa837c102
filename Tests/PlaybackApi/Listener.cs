using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Sessions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>What a browser does with one play; it may talk to any replica.</summary>
internal sealed class Listener(TrackId track, string token)
{
    private static readonly SessionTokens Tokens = new(Options.Create(
        new SessionOptions { SigningKeys = [PlaybackWorld.SigningKey] }));

    public string Token => token;

    /// <summary>The session's id, which only the tests' copy of the key can check.</summary>
    public SessionId Session => Tokens.Read(token)!.Value.Session;

    public static async Task<Listener> PlayAsync(HttpClient replica, TrackId track)
    {
        using var response = await replica.PostAsync($"/play/{track}", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new Listener(track, answer.GetProperty("user_session").GetString()!);
    }

    public Task<HttpResponseMessage> PingAsync(
        HttpClient replica, string? state = null, double? position = null) =>
        replica.PostAsJsonAsync("/ping", Body(state, position));

    public Task<HttpResponseMessage> StopAsync(HttpClient replica, double? position = null) =>
        replica.PostAsJsonAsync("/stop", Body(null, position));

    public JsonObject Body(string? state = null, double? position = null)
    {
        var body = new JsonObject { ["track_id"] = track.ToString(), ["user_session"] = token };
        if (state is not null) body["state"] = state;
        if (position is not null) body["position_seconds"] = position;
        return body;
    }
}
