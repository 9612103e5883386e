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
        if (await MessageReader.ReadAsync(sessions.For(person), folder, message, cancel) is not { } original) return null;
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
        var seed = new NewDraft(all ? DraftKind.ReplyAll : DraftKind.Reply, content, quote.Html, quote.Text, Reply.InReplyTo(original), Reply.References(original), folder, message);
        return await MakeAsync(person, seed, original, quote.Pictures, [], _ => Task.CompletedTask, cancel);
    }

    /// <summary>A forward with the original's text and files.</summary>
    /// <inheritdoc cref="ReplyAsync"/>
    public async Task<DraftView?> ForwardAsync(SignedInPerson person, string folder, MessageUid message, string signatureHtml, QuotationWords words, CancellationToken cancel)
    {
        if (await MessageReader.ReadAsync(sessions.For(person), folder, message, cancel) is not { } original) return null;
        var own = await ownAddresses.OfAsync(person, cancel);
        var quote = Quotation.ForForward(original, words, ZoneOf(person), CultureOf(person));
        var content = DraftContent.Empty with
        {
            From = SenderFor(original, own, person),
            Subject = Reply.ForwardSubject(original.Subject),
            Body = Signature.FirstBody(signatureHtml),
            Quote = QuoteState.Folded,
        };
        var seed = new NewDraft(DraftKind.Forward, content, quote.Html, quote.Text, "", Reply.References(original), folder, message);
        return await MakeAsync(person, seed, original, quote.Pictures, original.Attachments, _ => Task.CompletedTask, cancel);
    }

    /// <summary>Goes on with a message of the Drafts folder: our own draft if it is one, else a new one made from it.</summary>
    /// <inheritdoc cref="ReplyAsync"/>
    public async Task<DraftView?> ContinueAsync(SignedInPerson person, string folder, MessageUid message, CancellationToken cancel)
    {
        if (await drafts.FindCopyAsync(person, message, cancel) is { } known)
        {
            await drafts.SetOpenAsync(person, known.Id, open: true, cancel);
            return known;
        }

        if (await MessageReader.ReadAsync(sessions.For(person), folder, message, cancel) is not { } original) return null;
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
        var seed = new NewDraft(DraftKind.New, content, "", "", "", references, "", default);
        // the message becomes the draft's copy only when the draft has all of it: the next copy takes its place
        return await MakeAsync(person, seed, original, pictures.Pictures, original.Attachments, draft => drafts.NoteCopyAsync(draft.Id, message, version: 0, draft.SavedAt, cancel), cancel);
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

    /// <summary>Makes the draft and brings pictures and files over. Its window opens when all are there; when one is not, there is no draft.</summary>
    private async Task<DraftView?> MakeAsync(SignedInPerson person, NewDraft seed, ReadMessage original, IReadOnlyDictionary<Guid, Attachment> pictures, IReadOnlyList<Attachment> attachments, Func<DraftView, Task> complete, CancellationToken cancel)
    {
        var draft = await drafts.CreateAsync(person, seed with { Open = false }, cancel);
        try
        {
            foreach (var (id, part) in pictures) await CopyAsync(person, draft.Id, id, original, part, $"{id:N}@groupware", cancel);
            foreach (var attachment in attachments) await CopyAsync(person, draft.Id, Guid.NewGuid(), original, attachment, contentId: "", cancel);
            await complete(draft);
            await drafts.SetOpenAsync(person, draft.Id, open: true, cancel);
            return await drafts.FindAsync(person, draft.Id, cancel);
        }
        catch (MessageGoneException)
        {
            await drafts.DiscardAsync(person, draft.Id, CancellationToken.None);
            return null;
        }
        catch
        {
            await drafts.DiscardAsync(person, draft.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task CopyAsync(SignedInPerson person, DraftId draft, Guid id, ReadMessage original, Attachment part, string contentId, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pipe = new Pipe();
        var filling = FillAsync(pipe.Writer, sessions.For(person), original, part, stop.Token);
        try
        {
            await using var reader = pipe.Reader.AsStream();
            var outcome = await drafts.AttachAsync(person, draft, id, part.Name, part.MediaType, contentId, reader, long.MaxValue, cancel);
            if (outcome.Status != AttachStatus.Attached) throw new InvalidOperationException("The draft went away while its files came.");
        }
        finally
        {
            await stop.CancelAsync();   // nobody reads any more
            await filling;
        }
    }

    // what goes wrong goes to the reader, and with it to the person: a file that ends early is no file
    private static async Task FillAsync(PipeWriter to, MailboxSession session, ReadMessage original, Attachment part, CancellationToken cancel)
    {
        Exception? failure = null;
        try
        {
            await using var writer = to.AsStream(leaveOpen: true);
            if (!await PartDownload.CopyToAsync(session, original.Folder, original.Uid, part, writer, cancel)) failure = new MessageGoneException();
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        await to.CompleteAsync(failure);
    }
}
