using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>Whether a request may change a track: it holds the track's manage token.</summary>
internal sealed class TrackOwnership(NpgsqlDataSource database)
{
    public const string NoToken =
        "send the manage token of the upload as Authorization: Bearer <token>";

    public const string ForeignToken = "this manage token belongs to another track";

    /// <summary>The refusal, or <c>null</c> if the request owns the track.</summary>
    public async Task<ProblemHttpResult?> RefuseAsync(
        TrackId track, HttpContext context, CancellationToken cancellationToken)
    {
        if (ManageToken.FromHeader(context.Request.Headers.Authorization) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ProblemKinds.Unauthorized.Result(NoToken);
        }
        var hash = await database.QuerySingleOrDefaultAsync<byte[]>(
            """
            SELECT manage_token_hash
            FROM catalog.tracks
            WHERE id = @id
              AND status <> 'deleting'
            """,
            new { id = track.Value }, cancellationToken);
        if (hash is null) return NoSuchTrack.Result();
        return ManageToken.Matches(token, hash)
            ? null
            : ProblemKinds.Forbidden.Result(ForeignToken);
    }
}
