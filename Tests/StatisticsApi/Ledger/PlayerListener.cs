using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

internal enum Behavior
{
    /// <summary>Opens a long track and stops at once.</summary>
    Bounces,

    /// <summary>As before, and stops once more, and sends a heartbeat after that.</summary>
    InsistsOnStopping,

    /// <summary>Listens to a short track to its end and beyond.</summary>
    Listens,

    /// <summary>Opens a long track, pauses and is never heard of again.</summary>
    Pauses,

    /// <summary>Opens a long track and is never heard of again.</summary>
    Vanishes,

    /// <summary>Makes up a session: must not count at all.</summary>
    Forges,
}

/// <summary>One listener over HTTP, at any of the playback processes that are alive.</summary>
internal sealed class PlayerListener(LedgerSystem system, Random random)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private const int MaxTries = 120;

    public async Task RunAsync(Behavior behavior, CancellationToken cancellationToken)
    {
        var tracks = behavior == Behavior.Listens ? system.ShortTracks : system.LongTracks;
        var track = tracks[random.Next(tracks.Count)];
        if (behavior == Behavior.Forges)
        {
            await SendAsync("/ping", track, "forged", cancellationToken);
            return;
        }
        var session = await PlayAsync(track, cancellationToken);
        if (session is null) return;
        switch (behavior)
        {
            case Behavior.Bounces:
                await SendAsync("/stop", track, session, cancellationToken);
                break;
            case Behavior.InsistsOnStopping:
                await SendAsync("/stop", track, session, cancellationToken);
                await SendAsync("/stop", track, session, cancellationToken);
                await SendAsync("/ping", track, session, cancellationToken);
                break;
            case Behavior.Listens:
                await ListenAsync(track, session, cancellationToken);
                break;
            case Behavior.Pauses:
                await SendAsync("/ping", track, session, cancellationToken, "paused");
                break;
        }
    }

    private async Task ListenAsync(
        TrackId track, string session, CancellationToken cancellationToken)
    {
        var heard = true;
        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(Heartbeat, cancellationToken);
            heard &= await SendAsync("/ping", track, session, cancellationToken);
        }
        await SendAsync("/stop", track, session, cancellationToken);
        if (heard) system.Book.Played(SessionOf(session));
        else system.Book.PerhapsPlayed(SessionOf(session));
    }

    /// <returns>The session's token, or null if the answer was lost.</returns>
    private async Task<string?> PlayAsync(TrackId track, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            var losses = system.Book.Losses;
            try
            {
                using var answer = await PostAsync($"/play/{track}", null, cancellationToken);
                if (answer?.IsSuccessStatusCode == true)
                {
                    var play = await answer.Content.ReadFromJsonAsync<JsonElement>(
                        cancellationToken);
                    var token = play.GetProperty("user_session").GetString()!;
                    system.Book.Opened(SessionOf(token), track, losses);
                    return token;
                }
                // An error of the service says nothing of what it had done before.
                if (answer is not null) system.Book.Unanswered(track);
            }
            catch (Exception exception) when (IsLostAnswer(exception, cancellationToken))
            {
                system.Book.Unanswered(track);
                return null;
            }
            await Task.Delay(RetryDelay, cancellationToken);
        }
        throw new TimeoutException("no playback process answers");
    }

    /// <returns>Whether it was accepted; repeated until there is an answer.</returns>
    private async Task<bool> SendAsync(
        string path, TrackId track, string session, CancellationToken cancellationToken,
        string state = "playing")
    {
        for (var i = 0; i < MaxTries; i++)
        {
            try
            {
                using var answer = await PostAsync(
                    path, new { track_id = track.ToString(), user_session = session, state },
                    cancellationToken);
                if (answer is not null && answer.StatusCode < HttpStatusCode.InternalServerError)
                    return answer.IsSuccessStatusCode;
            }
            catch (Exception exception) when (IsLostAnswer(exception, cancellationToken))
            {
            }
            await Task.Delay(RetryDelay, cancellationToken);
        }
        throw new TimeoutException("no playback process answers");
    }

    /// <returns>Null if nothing listens there: then nothing has happened.</returns>
    private async Task<HttpResponseMessage?> PostAsync(
        string path, object? body, CancellationToken cancellationToken)
    {
        if (system.PlaybackAddress(random.Next(LedgerSystem.Replicas)) is not { } address)
            return null;
        try
        {
            return await system.Client.PostAsJsonAsync(
                new Uri(address, path), body, cancellationToken);
        }
        catch (HttpRequestException exception)
            when (exception.InnerException is SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused,
            })
        {
            return null;
        }
    }

    // Version (1 byte) and key (4) go before the session in a token.
    private static SessionId SessionOf(string token) => new(
        BinaryPrimitives.ReadUInt128BigEndian(Base64Url.DecodeFromChars(token).AsSpan(5)));

    private static bool IsLostAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or SocketException or TaskCanceledException
        && !cancellationToken.IsCancellationRequested;
}
