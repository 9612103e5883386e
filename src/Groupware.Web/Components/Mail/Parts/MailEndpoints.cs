using System.Text;
using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Storage.People;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Groupware.Web.Components.Mail.Parts;

/// <summary>What a mail page fetches beside the circuit: the body in its frame, pictures in it, files to save.</summary>
internal static class MailEndpoints
{
    // pictures through our own addresses only; no script, no form, no other document
    private const string BodyPolicy =
        "default-src 'none'; img-src ORIGIN/mail/~picture/ ORIGIN/mail/~remote/ data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Stands for an empty frame, which makes the browser start what it needs for the first message.</summary>
    public const string NoBody = "none";

    private const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail/~body/{token}", BodyAsync).AllowAnonymous();
        routes.MapGet("/mail/~picture/{token}", PictureAsync).AllowAnonymous();
        routes.MapGet("/mail/~remote/{token}", RemoteAsync).AllowAnonymous();
        routes.MapGet("/mail/~file/{folder}/{message}/{index:int}/{name}", FileAsync);
        routes.MapGet("/mail/~source/{folder}/{message}", SourceAsync);
    }

    /// <summary>Address of an attachment, for the person's own session.</summary>
    public static string FileAddress(string folder, MessageUid message, int index, string name) =>
        $"/mail/~file/{Uri.EscapeDataString(FolderSlug.Escape(folder))}/{message}/{index}/{Uri.EscapeDataString(name)}";

    /// <summary>Address of the message as it is.</summary>
    public static string SourceAddress(string folder, MessageUid message) => $"/mail/~source/{Uri.EscapeDataString(FolderSlug.Escape(folder))}/{message}";

    private static async Task BodyAsync(string token, string? look, HttpContext http, MailboxSessions sessions, PartTokens tokens, CleanedBodies bodies, IStringLocalizer<MailTexts> texts, CancellationToken cancel)
    {
        var response = http.Response;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = BodyPolicy.Replace("ORIGIN", $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.ContentType = "text/html; charset=utf-8";
        var found = await FindAsync(token, sessions, tokens, cancel);
        var body = found is { Message.UntrustedHtml: not null } known ? BodyPage.Of(bodies.Of(known.Session, known.Message, known.Token.What == PartToken.WithPictures).Html, look) : BodyPage.Gone(token == NoBody ? "" : texts["Pane.Gone"]);
        await response.WriteAsync(body, Encoding.UTF8, cancel);
    }

    private static async Task PictureAsync(string token, HttpContext http, MailboxSessions sessions, PartTokens tokens, CancellationToken cancel)
    {
        var found = await FindAsync(token, sessions, tokens, cancel);
        if (found is not { } known || known.Token.What is not { } id || !known.Message.Pictures.TryGetValue(id, out var picture))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = FilePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, max-age=1800";

        // the frame that asks has an opaque origin
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.ContentType = picture.MediaType;
        await CopyAsync(http, known.Session, known.Message, picture, cancel);
    }

    private static async Task RemoteAsync(string token, HttpContext http, MailboxSessions sessions, PartTokens tokens, RemotePictures pictures, CancellationToken cancel)
    {
        // the frame that asks has an opaque origin; without this even "not found" is a policy error to it
        var headers = http.Response.Headers;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";

        // only while the person is there, and only an address that stood in a message
        if (tokens.Open(token) is not { What: { } address } known || sessions.Find(new PersonId(known.Person)) is null || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || await pictures.FetchAsync(new PersonId(known.Person), uri, cancel) is not { } picture)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        headers.ContentSecurityPolicy = FilePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, max-age=1800";
        http.Response.ContentType = picture.MediaType;
        await http.Response.Body.WriteAsync(picture.Body, cancel);
    }

    private static async Task FileAsync(string folder, string message, int index, string name, HttpContext http, CurrentPerson current, MailboxSessions sessions, CancellationToken cancel)
    {
        var session = sessions.For(current.Person);
        var path = FolderSlug.Unescape(folder);
        if (!MessageUid.TryParse(message, out var uid) || await ReadAsync(session, path, uid, cancel) is not { } read || index < 0 || index >= read.Attachments.Count)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var file = read.Attachments[index];
        SaveAs(http.Response, file.Name);
        await CopyAsync(http, session, read, file, cancel);
    }

    private static async Task SourceAsync(string folder, string message, HttpContext http, CurrentPerson current, MailboxSessions sessions, CancellationToken cancel)
    {
        var session = sessions.For(current.Person);
        var path = FolderSlug.Unescape(folder);
        if (!MessageUid.TryParse(message, out var uid) || await ReadAsync(session, path, uid, cancel) is not { } read)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        SaveAs(http.Response, FileNames.Safe(read.Subject.Length > 0 ? read.Subject + ".eml" : null, "message.eml"));
        await CopyAsync(http, session, read, null, cancel);
    }

    /// <summary>Always saved, never opened in our origin: the type the sender claims is not passed on.</summary>
    private static void SaveAs(HttpResponse response, string name)
    {
        response.ContentType = "application/octet-stream";
        response.Headers.ContentSecurityPolicy = FilePolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static async Task CopyAsync(HttpContext http, MailboxSession session, ReadMessage message, Attachment? part, CancellationToken cancel)
    {
        try
        {
            if (!await PartDownload.CopyToAsync(session, message.Folder, message.Uid, part, http.Response.Body, cancel)) http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException or MessageGoneException)
        {
            // a file must never end politely half-way
            if (http.Response.HasStarted) http.Abort();
            else http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<(MailboxSession Session, ReadMessage Message, PartToken Token)?> FindAsync(string text, MailboxSessions sessions, PartTokens tokens, CancellationToken cancel)
    {
        if (tokens.Open(text) is not { } token || sessions.Find(new PersonId(token.Person)) is not { } session || !MessageUid.TryParse(token.Message, out var uid)) return null;
        return await ReadAsync(session, token.Folder, uid, cancel) is { } message ? (session, message, token) : null;
    }

    private static async Task<ReadMessage?> ReadAsync(MailboxSession session, string folder, MessageUid uid, CancellationToken cancel)
    {
        try
        {
            return await MessageReader.ReadAsync(session, folder, uid, cancel);
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
        {
            return null;
        }
    }

}
