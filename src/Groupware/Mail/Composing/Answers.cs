using System.Globalization;
using System.IO.Pipelines;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.People;
using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>Makes drafts out of received messages: answers, forwards, and drafts that another program left in the Drafts folder.</summary>
public sealed class Answers(Drafts drafts, MailboxSessions sessions, OwnAddresses ownAddresses)
{
    /// <summary>An answer with the original quoted.</summary>
    /// <returns>Null when the message is not there any more.</returns>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    public async Task<DraftView?> ReplyAsync(SignedInPerson person, string folder, MessageUid message, bool all, string signatureHtml, QuotationWords words, CancellationToken cancel)
    {
        var session = sessions.For(person);
        if (await MessageReader.ReadAsync(session, folder, message, cancel) is not { } original) return null;
        var own = await ownAddresses.OfAsync(person, cancel);
        var (to, cc) = Reply.Recipients(original, own, all);
        var quote = Quotation.ForReply(original, words, ZoneOf(person), CultureOf(person));
        var content = DraftContent.Empty with
        {
            From = SenderFor(original, own, person),
            To = RecipientList.Format(to),
            Cc = RecipientList.Format(cc),
            Subject = Reply.Subject(original.Subject),
            Body = Signature.FirstBody(signatureHtml),
            Quote = QuoteState.Folded,
        };
        var draft = await drafts.CreateAsync(person, new NewDraft(all ? DraftKind.ReplyAll : DraftKind.Reply, content, quote.Html, quote.Text, Reply.InReplyTo(original), Reply.References(original), folder, message), cancel);
        await CopyPicturesAsync(person, session, draft.Id, original, quote, cancel);
        return draft;
    }

    /// <summary>A forward with the original's text and files.</summary>
    /// <inheritdoc cref="ReplyAsync"/>
    public async Task<DraftView?> ForwardAsync(SignedInPerson person, string folder, MessageUid message, string signatureHtml, QuotationWords words, CancellationToken cancel)
    {
        var session = sessions.For(person);
        if (await MessageReader.ReadAsync(session, folder, message, cancel) is not { } original) return null;
        var own = await ownAddresses.OfAsync(person, cancel);
        var quote = Quotation.ForForward(original, words, ZoneOf(person), CultureOf(person));
        var content = DraftContent.Empty with
        {
            From = SenderFor(original, own, person),
            Subject = Reply.ForwardSubject(original.Subject),
            Body = Signature.FirstBody(signatureHtml),
            Quote = QuoteState.Folded,
        };
        var draft = await drafts.CreateAsync(person, new NewDraft(DraftKind.Forward, content, quote.Html, quote.Text, "", Reply.References(original), folder, message), cancel);
        await CopyPicturesAsync(person, session, draft.Id, original, quote, cancel);
        foreach (var attachment in original.Attachments) await CopyAsync(person, session, draft.Id, Guid.NewGuid(), original, attachment, contentId: "", cancel);
        return await drafts.FindAsync(person, draft.Id, cancel);
    }

    /// <summary>Goes on with a message of the Drafts folder: our own draft if it is one, else a new one made from it.</summary>
    /// <inheritdoc cref="ReplyAsync"/>
    public async Task<DraftView?> ContinueAsync(SignedInPerson person, string folder, MessageUid message, CancellationToken cancel)
    {
        var session = sessions.For(person);
        if (await drafts.FindCopyAsync(person, message, cancel) is { } known)
        {
            await drafts.SetOpenAsync(person, known.Id, open: true, cancel);
            return known;
        }

        if (await MessageReader.ReadAsync(session, folder, message, cancel) is not { } original) return null;
        var pictures = Quotation.ForForward(original, NoWords, DateTimeZone.Utc, CultureInfo.InvariantCulture);
        var html = original.UntrustedHtml is null ? null : pictures.Html[(pictures.Html.IndexOf("<div><br></div>", StringComparison.Ordinal) + "<div><br></div>".Length)..];
        var content = new DraftContent(
            RecipientList.Format(original.To.Select(Mailbox)),
            RecipientList.Format(original.Cc.Select(Mailbox)),
            RecipientList.Format(original.Bcc.Select(Mailbox)),
            original.Subject,
            html ?? original.Text ?? "",
            PlainText: html is null,
            QuoteState.None,
            SenderFor(original, await ownAddresses.OfAsync(person, cancel), person));
        var references = string.Join(' ', original.References.Select(r => $"<{r.Trim('<', '>')}>"));
        var draft = await drafts.CreateAsync(person, new NewDraft(DraftKind.New, content, "", "", "", references, "", default), cancel);
        await drafts.NoteCopyAsync(draft.Id, message, version: 0, draft.SavedAt, cancel);
        await CopyPicturesAsync(person, session, draft.Id, original, pictures, cancel);
        foreach (var attachment in original.Attachments) await CopyAsync(person, session, draft.Id, Guid.NewGuid(), original, attachment, contentId: "", cancel);
        return await drafts.FindAsync(person, draft.Id, cancel);
    }

    private static QuotationWords NoWords { get; } = new("", "", "", "", "", "", "");

    private static MimeKit.MailboxAddress Mailbox(MailPerson person) => new(person.Name, person.Address);

    private static DateTimeZone ZoneOf(SignedInPerson person) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.ZoneId) ?? DateTimeZone.Utc;

    private static CultureInfo CultureOf(SignedInPerson person) => CultureInfo.GetCultureInfo(person.Language);

    /// <summary>The own address the message came to, so that an answer leaves from the same one.</summary>
    private static string SenderFor(ReadMessage original, IReadOnlyCollection<string> own, SignedInPerson person)
    {
        var named = original.To.Concat(original.Cc).Concat(original.From).Select(p => p.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return named.Contains(person.Address) ? person.Address : own.FirstOrDefault(named.Contains) ?? person.Address;
    }

    private async Task CopyPicturesAsync(SignedInPerson person, MailboxSession session, DraftId draft, ReadMessage original, Quotation quote, CancellationToken cancel)
    {
        foreach (var (id, part) in quote.Pictures) await CopyAsync(person, session, draft, id, original, part, $"{id:N}@groupware", cancel);
    }

    private async Task CopyAsync(SignedInPerson person, MailboxSession session, DraftId draft, Guid id, ReadMessage original, Attachment part, string contentId, CancellationToken cancel)
    {
        var pipe = new Pipe();
        var filling = FillAsync();
        await using var reader = pipe.Reader.AsStream();
        await drafts.AttachAsync(person, draft, id, part.Name, part.MediaType, contentId, reader, long.MaxValue, cancel);
        await filling;

        async Task FillAsync()
        {
            Exception? failure = null;
            try
            {
                await using var writer = pipe.Writer.AsStream(leaveOpen: true);
                await PartDownload.CopyToAsync(session, original.Folder, original.Uid, part, writer, cancel);
            }
            catch (Exception cause) when (cause is MailStoreUnavailableException or MailStoreRefusedException or OperationCanceledException)
            {
                failure = cause;   // the reader gets it, and with it the person
            }
            finally
            {
                await pipe.Writer.CompleteAsync(failure);
            }
        }
    }
}
