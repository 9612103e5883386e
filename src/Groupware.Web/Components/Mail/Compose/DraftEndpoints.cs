using System.Globalization;
using System.Text;
using System.Text.Json;
using Groupware.Mail.Composing;
using Groupware.Mail.Outbox;
using Groupware.Storage.Mail;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Drafts over plain HTTP: typing never waits for the circuit, and goes on when there is none.</summary>
internal static class DraftEndpoints
{
    private const long LargestDraft = 8_000_000;

    public static JsonHttpResult<TokenAnswer> Antiforgery(HttpContext http, IAntiforgery antiforgery) =>
        TypedResults.Json(new TokenAnswer(antiforgery.GetAndStoreTokens(http).RequestToken!));   // made by the line itself

    public static JsonHttpResult<KeyAnswer> Key(HttpContext http, CurrentPerson current, JournalKeys keys)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new KeyAnswer(current.Person.Id.Value.ToString(CultureInfo.InvariantCulture), keys.For(current.Person.Id)));
    }

    public static async Task<IResult> CreateAsync(CurrentPerson current, Drafts drafts, CancellationToken cancel)
    {
        var draft = await drafts.CreateAsync(current.Person, NewDraft.To("", ""), cancel);
        return TypedResults.Created($"/api/drafts/{draft.Id}", new MadeAnswer(draft.Id.ToString(), draft.Version));
    }

    public static async Task<IResult> OutboxAsync(CurrentPerson current, Outbox outbox, CancellationToken cancel) =>
        TypedResults.Json<IReadOnlyList<OutboxAnswer>>([.. (await outbox.ListAsync(current.Person, cancel))
            .Select(e => new OutboxAnswer(e.Id, e.Subject, e.Recipients, e.State.ToString(), e.Fault.ToString(), e.FaultDetail))]);

    public static async Task<IResult> GetAsync(Guid id, HttpContext http, CurrentPerson current, Drafts drafts, PersonalFormat format, CancellationToken cancel)
    {
        if (await drafts.FindAsync(current.Person, new DraftId(id), cancel) is not { } draft) return TypedResults.NotFound();
        http.Response.Headers.ETag = ETag(draft.Version);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new DraftAnswer(draft.Version, draft.Content, draft.HasQuote, [.. draft.Attachments.Select(a => AttachmentAnswer.Of(a, format))], format.Time(draft.SavedAt)));
    }

    public static async Task<IResult> PutAsync(Guid id, HttpContext http, CurrentPerson current, Drafts drafts, PersonalFormat format, CancellationToken cancel)
    {
        if (http.Request.ContentLength > LargestDraft) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!TryIfMatch(http, out var version)) return TypedResults.StatusCode(StatusCodes.Status428PreconditionRequired);
        DraftContent? content;
        try
        {
            content = await http.Request.ReadFromJsonAsync<DraftContent>(cancel);
        }
        catch (JsonException)
        {
            return TypedResults.BadRequest();
        }

        if (content is not { To: not null, Cc: not null, Bcc: not null, Subject: not null, Body: not null, From: not null }) return TypedResults.BadRequest();
        var person = current.Person;
        // from here on it is saved whether or not the browser still waits: pages go away while they save
        var outcome = version is { } written
            ? await drafts.SaveAsync(person, new DraftId(id), content, written, CancellationToken.None)
            : await drafts.ReplaceAsync(person, new DraftId(id), content, CancellationToken.None);
        switch (outcome.Status)
        {
            case SaveStatus.Saved:
                http.Response.Headers.ETag = ETag(outcome.Version);
                return TypedResults.Json(new SavedAnswer(outcome.Version, format.Time(outcome.SavedAt)));
            case SaveStatus.Conflict:
                if (await drafts.FindAsync(person, new DraftId(id), cancel) is not { } other) return TypedResults.NotFound();
                http.Response.Headers.ETag = ETag(other.Version);
                return TypedResults.Json(new ConflictAnswer(other.Version, other.Content), statusCode: StatusCodes.Status412PreconditionFailed);
            case SaveStatus.HandedOver:
                return TypedResults.Conflict();
            default:
                return TypedResults.NotFound();
        }
    }

    public static async Task<IResult> CloseAsync(Guid id, CurrentPerson current, DraftCopies copies) =>
        await copies.CloseAsync(current.Person, new DraftId(id), CancellationToken.None) ? TypedResults.NoContent() : TypedResults.NotFound();

    public static async Task<IResult> DiscardAsync(Guid id, CurrentPerson current, DraftCopies copies) =>
        await copies.DiscardAsync(current.Person, new DraftId(id), CancellationToken.None) ? TypedResults.NoContent() : TypedResults.NotFound();

    public static async Task<IResult> SendAsync(Guid id, HttpContext http, CurrentPerson current, Outbox outbox, IStringLocalizer<ComposeTexts> texts, CancellationToken cancel)
    {
        if (!TryIfMatch(http, out var version) || version is null) return TypedResults.StatusCode(StatusCodes.Status428PreconditionRequired);
        var (understood, shown) = await ShownFilesAsync(http, cancel);
        if (!understood) return TypedResults.BadRequest();
        var outcome = await outbox.QueueAsync(current.Person, new DraftId(id), version.Value, shown, CancellationToken.None);
        return outcome.Status switch
        {
            QueueStatus.Queued or QueueStatus.AlreadyQueued => TypedResults.Json(new QueuedAnswer(outcome.Item), statusCode: StatusCodes.Status202Accepted),
            QueueStatus.NotFound => TypedResults.NotFound(),
            QueueStatus.Changed => TypedResults.Json(new ProblemAnswer(texts["Send.Changed"]), statusCode: StatusCodes.Status412PreconditionFailed),
            QueueStatus.FilesChanged => TypedResults.Json(new ProblemAnswer(texts["Send.FilesChanged"]), statusCode: StatusCodes.Status412PreconditionFailed),
            QueueStatus.NoRecipient => TypedResults.Json(new ProblemAnswer(texts["Send.Nobody"]), statusCode: StatusCodes.Status422UnprocessableEntity),
            QueueStatus.InvalidRecipient => TypedResults.Json(new ProblemAnswer(texts["Send.BadAddress", outcome.Detail]), statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.Json(new ProblemAnswer(texts["Send.SenderNotAllowed", outcome.Detail]), statusCode: StatusCodes.Status422UnprocessableEntity),
        };
    }

    /// <summary>The quoted original: a page of its own for the sandboxed frame, or only its inside for the editor, which cleans it again.</summary>
    public static async Task<IResult> QuoteAsync(Guid id, HttpContext http, CurrentPerson current, Drafts drafts, CancellationToken cancel, bool inside = false)
    {
        if (await drafts.QuoteAsync(current.Person, new DraftId(id), cancel) is not { Length: > 0 } quote) return TypedResults.NotFound();
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        headers["Referrer-Policy"] = "no-referrer";
        if (inside) return TypedResults.Text(quote, "text/plain", Encoding.UTF8);
        const string Sheet = "body{margin:12px 16px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}blockquote{margin:0;padding-inline-start:12px;border-inline-start:2px solid #c3cacd}img{max-width:100%}";
        return TypedResults.Text($"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>{Sheet}</style></head><body>{quote}</body></html>", "text/html", Encoding.UTF8);
    }

    /// <summary>The attachments that the writer sees; null when the request has no body.</summary>
    private static async Task<(bool Understood, IReadOnlySet<Guid>? Shown)> ShownFilesAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return (true, null);
        try
        {
            if (await http.Request.ReadFromJsonAsync<SendRequest>(cancel) is not { Files: { } files }) return (false, null);
            var ids = files.Select(f => Guid.TryParse(f, out var id) ? id : (Guid?)null).ToHashSet();
            return ids.Contains(null) ? (false, null) : (true, ids.OfType<Guid>().ToHashSet());
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }

    private static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>One number in quotes, or <c>*</c> (null): over whatever is there, which is kept.</summary>
    private static bool TryIfMatch(HttpContext http, out long? version)
    {
        version = null;
        var given = http.Request.Headers[HeaderNames.IfMatch].ToString();
        if (given == "*") return true;
        if (!long.TryParse(given.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        version = number;
        return true;
    }
}

/// <summary>The token of state-changing calls.</summary>
internal sealed record TokenAnswer(string Token);

/// <summary>What seals the journal.</summary>
internal sealed record KeyAnswer(string Person, string Key);

/// <summary>A new draft.</summary>
internal sealed record MadeAnswer(string Id, long Version);

/// <summary>A message on its way, or that came to nothing.</summary>
internal sealed record OutboxAnswer(long Id, string Subject, IReadOnlyList<string> Recipients, string State, string Fault, string Detail);

/// <summary>A draft.</summary>
internal sealed record DraftAnswer(long Version, DraftContent Content, bool HasQuote, IReadOnlyList<AttachmentAnswer> Attachments, string SavedText);

/// <summary>It is saved.</summary>
internal sealed record SavedAnswer(long Version, string SavedText);

/// <summary>Another tab was faster; its text, to be compared.</summary>
internal sealed record ConflictAnswer(long Version, DraftContent Content);

/// <summary>What goes out, as the writer sees it.</summary>
/// <param name="Files">Ids of the attachments, without the pictures of the text.</param>
internal sealed record SendRequest(IReadOnlyList<string?>? Files);

/// <summary>It is in the outbox.</summary>
internal sealed record QueuedAnswer(long Item);

/// <summary>What is wrong, as a sentence for the person.</summary>
internal sealed record ProblemAnswer(string Text);
