using System.Text;
using Groupware.Mail.Labels;
using Groupware.Mail.Mailboxes;
using MailKit;
using MimeKit;
using NodaTime;

namespace Groupware.Mail.Lists;

/// <summary>Reads rows of a list: first what stands in the store's index, then what makes it open the messages (preview, attachments).</summary>
internal static class MessageRows
{
    private const int MaxName = 120;
    private const int MaxSubject = 500;
    private const int MaxPreview = 180;
    private const int MaxRecipients = 3;

    private const MessageSummaryItems First = MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Envelope | MessageSummaryItems.InternalDate | MessageSummaryItems.Size;

    public static async Task<List<MessageListItem>> ReadAsync(IMailFolder folder, IReadOnlyList<uint> uids, CancellationToken cancel)
    {
        var list = new List<MessageListItem>(uids.Count);
        foreach (var summary in await folder.FetchAsync(Ids(folder, uids), First, cancel)) list.Add(ItemOf(summary, folder.UidValidity));
        return list;
    }

    public static async Task<List<(uint Uid, MessageMarks Flags, string Keywords)>> FlagsAsync(IMailFolder folder, IReadOnlyList<uint> uids, CancellationToken cancel)
    {
        var list = new List<(uint, MessageMarks, string)>(uids.Count);
        foreach (var summary in await folder.FetchAsync(Ids(folder, uids), MessageSummaryItems.UniqueId | MessageSummaryItems.Flags, cancel)) list.Add((summary.UniqueId.Id, MarksOf(summary), Keywords.Join(summary.Keywords)));
        return list;
    }

    public static async Task<List<(uint Uid, string Preview, MessageMarks Parts)>> PreviewsAsync(IMailFolder folder, IReadOnlyList<uint> uids, CancellationToken cancel)
    {
        var list = new List<(uint, string, MessageMarks)>(uids.Count);
        var wanted = MessageSummaryItems.UniqueId | MessageSummaryItems.BodyStructure | MessageSummaryItems.PreviewText;
        foreach (var summary in await folder.FetchAsync(Ids(folder, uids), wanted, cancel)) list.Add((summary.UniqueId.Id, OneLine(summary.PreviewText, MaxPreview), PartsOf(summary.Body)));
        return list;
    }

    /// <summary>The marks that come from flags; the others come from the parts.</summary>
    public const MessageMarks FlagMarks = MessageMarks.Seen | MessageMarks.Flagged | MessageMarks.Answered | MessageMarks.Forwarded | MessageMarks.Draft;

    /// <summary>Text from outside in one line: control characters, line ends and runs of blanks become one blank.</summary>
    public static string OneLine(string? text, int max)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(Math.Min(text.Length, max));
        var blank = true;
        foreach (var c in text)
        {
            if (line.Length >= max) break;
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\u200C' or '\uFEFF' or '\u034F' or '\u00AD')
            {
                if (!blank) line.Append(' ');
                blank = true;
            }
            else
            {
                line.Append(c);
                blank = false;
            }
        }
        if (line.Length > 0 && char.IsHighSurrogate(line[^1])) line.Length--;
        return line.ToString().TrimEnd();
    }

    /// <summary>Name of an address as people read it; never longer than a line.</summary>
    public static string NameOf(InternetAddress? address)
    {
        if (address is null) return "";
        var name = OneLine(address.Name, MaxName);
        if (name.Length > 0) return name;
        return address is MailboxAddress mailbox ? OneLine(mailbox.Address, MaxName) : "";
    }

    private static UniqueId[] Ids(IMailFolder folder, IReadOnlyList<uint> uids) => [.. uids.Order().Select(u => new UniqueId(folder.UidValidity, u))];

    private static MessageListItem ItemOf(IMessageSummary summary, uint validity)
    {
        var envelope = summary.Envelope;
        var from = envelope?.From.Count > 0 ? envelope.From[0] : envelope?.Sender.Count > 0 ? envelope.Sender[0] : null;
        var recipients = envelope is null ? "" : string.Join(", ", envelope.To.Concat(envelope.Cc).Take(MaxRecipients).Select(NameOf));
        return new MessageListItem(
            new MessageUid(validity, summary.UniqueId.Id),
            NameOf(from),
            OneLine((from as MailboxAddress)?.Address, MaxName),
            recipients,
            OneLine(envelope?.Subject, MaxSubject),
            Instant.FromDateTimeOffset(summary.InternalDate ?? envelope?.Date ?? DateTimeOffset.UnixEpoch),
            summary.Size ?? 0,
            MarksOf(summary),
            null)
        {
            Keywords = Keywords.Join(summary.Keywords),
        };
    }

    internal static MessageMarks MarksOf(IMessageSummary summary)
    {
        var flags = summary.Flags ?? MailKit.MessageFlags.None;
        var marks = MessageMarks.None;
        if (flags.HasFlag(MailKit.MessageFlags.Seen)) marks |= MessageMarks.Seen;
        if (flags.HasFlag(MailKit.MessageFlags.Flagged)) marks |= MessageMarks.Flagged;
        if (flags.HasFlag(MailKit.MessageFlags.Answered)) marks |= MessageMarks.Answered;
        if (flags.HasFlag(MailKit.MessageFlags.Draft)) marks |= MessageMarks.Draft;
        if (summary.Keywords?.Contains("$Forwarded") == true) marks |= MessageMarks.Forwarded;
        return marks;
    }

    private static MessageMarks PartsOf(BodyPart? part, int depth = 0)
    {
        if (part is null || depth > 20) return MessageMarks.None;
        if (part is BodyPartMultipart multipart)
        {
            var marks = MessageMarks.None;
            var related = part.ContentType.IsMimeType("multipart", "related");
            foreach (var child in multipart.BodyParts)
            {
                // a picture that the text shows is no attachment
                if (related && child.ContentType.IsMimeType("image", "*")) continue;
                marks |= PartsOf(child, depth + 1);
            }
            return marks;
        }
        if (part.ContentType.IsMimeType("text", "calendar")) return MessageMarks.Invitation;
        if (part is BodyPartMessage) return MessageMarks.Attachment;
        if (part is not BodyPartBasic basic) return MessageMarks.None;
        var isText = part.ContentType.IsMimeType("text", "plain") || part.ContentType.IsMimeType("text", "html");
        return basic.IsAttachment || (!isText && !part.ContentType.IsMimeType("application", "pgp-signature")) ? MessageMarks.Attachment : MessageMarks.None;
    }
}
