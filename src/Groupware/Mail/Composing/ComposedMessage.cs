using System.Text;
using Groupware.Mail.Reading;
using Groupware.Storage.Mail;
using MimeKit;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>Makes the message out of a draft, its files and its folded quote.</summary>
internal sealed class ComposedMessage(AttachmentFiles files)
{
    /// <summary>The message. Its attachments are read when it is written, so it must be disposed only then.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="attachments">Its files, pictures in the text too.</param>
    /// <param name="senderName">Name beside the sender's address.</param>
    /// <param name="at">The Date header, in the person's zone.</param>
    public MimeMessage Build(Draft draft, IReadOnlyList<DraftAttachment> attachments, string senderName, ZonedDateTime at)
    {
        var message = new MimeMessage
        {
            MessageId = draft.MessageId.Trim('<', '>'),
            Date = at.ToDateTimeOffset(),
            Subject = draft.Subject,
        };
        message.From.Add(new MailboxAddress(senderName, draft.FromAddress));
        message.To.AddRange(RecipientList.Parse(draft.To).Mailboxes);
        message.Cc.AddRange(RecipientList.Parse(draft.Cc).Mailboxes);
        message.Bcc.AddRange(RecipientList.Parse(draft.Bcc).Mailboxes);
        if (draft.InReplyTo.Length > 0) message.InReplyTo = draft.InReplyTo.Trim('<', '>');
        foreach (var id in draft.References.Split(' ', StringSplitOptions.RemoveEmptyEntries)) message.References.Add(id.Trim('<', '>'));
        message.Headers.Add(HeaderId.UserAgent, "Groupware");

        MimeEntity body = draft.PlainText ? Text(PlainBody(draft)) : RichBody(draft, attachments);
        var saved = attachments.Where(a => a.ContentId.Length == 0).ToList();
        if (saved.Count > 0)
        {
            var mixed = new Multipart("mixed") { body };
            foreach (var attachment in saved) mixed.Add(Part(attachment, ContentDisposition.Attachment));
            body = mixed;
        }

        message.Body = body;
        return message;
    }

    private static string PlainBody(Draft draft)
    {
        var body = draft.Body.ReplaceLineEndings("\n").TrimEnd();
        return draft.Quote == QuoteState.Folded && draft.QuoteText.Length > 0 ? $"{body}\n\n{draft.QuoteText}\n" : $"{body}\n";
    }

    private static TextPart Text(string text) => new("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private MultipartAlternative RichBody(Draft draft, IReadOnlyList<DraftAttachment> attachments)
    {
        var written = ComposedHtml.Clean(draft.Body);
        var quoted = draft.Quote == QuoteState.Folded ? draft.QuoteHtml : "";
        var inside = quoted.Length > 0 ? $"{written}<div><br></div>{quoted}" : written;
        var shown = ComposedHtml.Pictures(inside).ToHashSet();
        var pictures = attachments.Where(a => a.ContentId.Length > 0 && shown.Contains(a.Id)).ToList();
        inside = ComposedHtml.WithContentIds(inside, pictures.ToDictionary(p => p.Id, p => p.ContentId));
        var html = new TextPart("html")
        {
            Text = $"<!DOCTYPE html><html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>{inside}</body></html>",
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        var text = new StringBuilder(HtmlText.Of(written));
        if (quoted.Length > 0) text.Append("\n\n").Append(draft.QuoteText);
        MimeEntity rich = html;
        if (pictures.Count > 0)
        {
            var related = new MultipartRelated { Root = html };
            foreach (var picture in pictures)
            {
                var part = Part(picture, ContentDisposition.Inline);
                part.ContentId = picture.ContentId;
                related.Add(part);
            }

            rich = related;
        }

        return new MultipartAlternative { Text(text.Append('\n').ToString()), rich };
    }

    private MimePart Part(DraftAttachment attachment, string disposition)
    {
        // a message or a multipart may not be encoded (RFC 2045, section 6.4), and it must arrive to the byte
        if (!ContentType.TryParse(attachment.MediaType, out var type) || type.MediaType is "message" or "multipart") type = new ContentType("application", "octet-stream");
        return new MimePart(type)
        {
            Content = new MimeContent(files.OpenRead(attachment.ContentHash)),
            ContentDisposition = new ContentDisposition(disposition) { FileName = attachment.FileName, Size = attachment.Size },
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = attachment.FileName,
        };
    }
}
