using System.Text;
using AudioStreaming.CoreApi.Catalog;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// The parts of an upload's body, one after the other, in whatever order they come.
/// </summary>
internal sealed class UploadForm : IDisposable
{
    private const int LongestField = 8 * 1024;
    private const int MaxParts = 32;
    private const int BufferSize = 128 * 1024;

    private readonly IncomingBody _body;
    private readonly MultipartReader _reader;
    private readonly DigestCheck _digests;

    private int _parts;

    /// <param name="body">The request's body.</param>
    /// <param name="boundary">Between its parts.</param>
    /// <param name="digests">What the request's headers say of the body as a whole.</param>
    /// <param name="options">The limits that are kept while reading.</param>
    public UploadForm(Stream body, string boundary, DigestCheck digests, UploadOptions options)
    {
        _digests = digests;
        _body = new IncomingBody(body, options, digests);
        _reader = new MultipartReader(boundary, _body, BufferSize) { HeadersCountLimit = 16 };
    }

    public string? Artist { get; private set; }

    public string? Title { get; private set; }

    /// <summary>Reads fields up to the next file.</summary>
    /// <returns>The file's part, or <c>null</c> at the end of the form.</returns>
    /// <exception cref="RequestRefusedException">The body is not a complete form.</exception>
    public async Task<MultipartSection?> NextFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (++_parts > MaxParts)
                    throw RequestRefusedException.Invalid("the form has too many parts");
                if (section.GetContentDispositionHeader() is not { } disposition)
                    throw RequestRefusedException.Invalid("a part of the form has no name");
                if (disposition.IsFileDisposition()) return section;
                await ReadFieldAsync(section, disposition, cancellationToken);
            }
            return null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw RequestRefusedException.Cut();
        }
    }

    /// <summary>After the last part: nothing follows, and the body arrived as announced.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var epilogue = new byte[LongestField];
        var length = await _body.ReadAtLeastAsync(
            epilogue, epilogue.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == LongestField)
            throw RequestRefusedException.Invalid("the body goes on after the end of the form");
        _digests.Verify();
    }

    /// <summary>The file's name as the client gave it.</summary>
    public static string? FileName(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader()!;
        var name = disposition.FileNameStar.HasValue
            ? disposition.FileNameStar
            : disposition.FileName;
        return HeaderUtilities.RemoveQuotes(name).Value;
    }

    public void Dispose() => _body.Dispose();

    private async Task ReadFieldAsync(
        MultipartSection section, ContentDispositionHeaderValue disposition,
        CancellationToken cancellationToken)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        var buffer = new byte[LongestField + 1];
        var length = await section.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LongestField)
            throw RequestRefusedException.Invalid("a field of the form is too long");
        var value = Encoding.UTF8.GetString(buffer, 0, length);
        if (name == "artist") Artist = TrackName.Normalize(value, "artist") ?? Artist;
        else if (name == "title") Title = TrackName.Normalize(value, "title") ?? Title;
    }
}
