using Groupware.Mail.Mailboxes;
using MailKit;
using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace Groupware.Web.Demo;

/// <summary>The messages of the demo as MIME, each built anew for each mailbox it lies in.</summary>
internal static class DemoMessages
{
    /// <summary>What lies in a person's folders, oldest first.</summary>
    public static IEnumerable<(IReadOnlyList<string> Folder, List<ImportedMessage> Messages)> Of(string user, IReadOnlyList<DemoMessage> all, DemoMoments moments) => all
        .SelectMany(message => message.Copies.Where(copy => copy.User == user).Select(copy => (Message: message, copy.Folder, copy.Flags, Received: moments.Received(message.When))))
        .OrderBy(copy => copy.Received)
        .GroupBy(copy => copy.Folder, StringComparer.Ordinal)
        .Select(folder => ((IReadOnlyList<string>)folder.Key.Split('/'),
            folder.Select(copy => new ImportedMessage(Build(copy.Message, moments), Flags(copy.Flags), copy.Received.InZone(DemoMoments.Zone).ToDateTimeOffset())).ToList()));

    private static MimeMessage Build(DemoMessage message, DemoMoments moments)
    {
        string Fill(string text) => moments.Fill(text, message.Lang, message.Calendar?.Start);
        var mime = new MimeMessage
        {
            Subject = Fill(message.Subject),
            MessageId = message.MessageId,
            Date = moments.Received(message.When).InZone(DemoMoments.Zone).ToDateTimeOffset(),
        };
        mime.From.Add(Address(message.From));
        mime.To.AddRange(message.To.Select(Address));
        mime.Cc.AddRange((message.Cc ?? []).Select(Address));
        if (message.InReplyTo is { } parent) mime.InReplyTo = parent;
        foreach (var reference in message.References ?? []) mime.References.AddRange(MimeUtils.EnumerateReferences(reference));
        foreach (var (name, value) in message.Headers ?? []) mime.Headers.Add(name, value);

        var attachments = message.Attachments ?? [];
        MimeEntity text = new TextPart("plain") { Text = Fill(message.Text) };
        if (message.Html is not null || message.Calendar is not null)
        {
            var alternative = new MultipartAlternative { text };
            if (message.Html is not null) alternative.Add(Html(Fill(message.Html), attachments.Where(a => a.Inline)));
            if (message.Calendar is { } calendar) alternative.Add(Invitation(calendar, moments));
            text = alternative;
        }
        var attached = attachments.Where(a => !a.Inline).ToList();
        mime.Body = attached.Count == 0 ? text : Mixed(text, attached);
        return mime;
    }

    private static MimeEntity Html(string html, IEnumerable<DemoAttachment> pictures)
    {
        var part = new TextPart("html") { Text = html };
        var related = new MultipartRelated { part };
        foreach (var picture in pictures)
        {
            var file = Attached(picture, ContentDisposition.Inline);
            file.ContentId = picture.Cid;
            related.Add(file);
        }
        return related.Count == 1 ? part : related;
    }

    private static Multipart Mixed(MimeEntity text, List<DemoAttachment> attached)
    {
        var mixed = new Multipart("mixed") { text };
        foreach (var attachment in attached) mixed.Add(Attached(attachment, ContentDisposition.Attachment));
        return mixed;
    }

    private static MimePart Attached(DemoAttachment attachment, string disposition) => new(ContentType.Parse(attachment.Type))
    {
        Content = new MimeContent(new MemoryStream(DemoData.Bytes(attachment.File), writable: false)),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new ContentDisposition(disposition),
        FileName = attachment.Name,
    };

    private static TextPart Invitation(DemoEvent calendar, DemoMoments moments)
    {
        var part = new TextPart("calendar") { Text = System.Text.Encoding.UTF8.GetString(DemoEvents.Build(calendar, moments)) };
        part.ContentType.Parameters.Add("method", calendar.Method ?? "REQUEST");
        return part;
    }

    private static MailboxAddress Address(DemoPerson person) => new(person.Name, person.Email);

    private static MessageFlags Flags(List<string> words)
    {
        var flags = MessageFlags.None;
        foreach (var word in words)
        {
            flags |= word switch
            {
                "seen" => MessageFlags.Seen,
                "answered" => MessageFlags.Answered,
                "flagged" => MessageFlags.Flagged,
                "draft" => MessageFlags.Draft,
                _ => MessageFlags.None,
            };
        }
        return flags;
    }
}
