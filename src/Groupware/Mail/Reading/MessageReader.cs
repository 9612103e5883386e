using Groupware.Mail.Labels;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using MailKit;
using MimeKit;
using NodaTime;

namespace Groupware.Mail.Reading;

/// <summary>Reads one message: its envelope and structure, then only the part that is shown. Attachments stay in the store.</summary>
public static class MessageReader
{
    /// <summary>Addresses of a header beyond this many are left out: 100,000 of them have stopped mail servers.</summary>
    public const int MaxAddresses = 500;

    private const int MaxReferences = 100;

    /// <summary>Null when the message is not there any more.</summary>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    public static async Task<ReadMessage?> ReadAsync(MailboxSession session, string folder, MessageUid uid, CancellationToken cancel)
    {
        if (session.Read.Find(folder, uid) is { } known) return known;
        var read = await session.RunAsync(
            folder,
            again: true,
            async (lease, token) =>
            {
                // a connection that has the folder open may not have heard of a new message yet: it looks only then
                var known = lease.OpenFolder == folder;
                var open = await lease.OpenAsync(folder, look: false, token);
                if (open.UidValidity != uid.UidValidity) return null;
                if (await ReadAsync(open, folder, uid, token) is { } message) return message;
                return known ? await ReadAsync(await lease.OpenAsync(folder, token), folder, uid, token) : null;
            },
            cancel);
        if (read is not null) session.Read.Keep(read);
        return read;
    }

    private static async Task<ReadMessage?> ReadAsync(IMailFolder folder, string path, MessageUid uid, CancellationToken cancel)
    {
        var id = new UniqueId(uid.UidValidity, uid.Uid);
        var wanted = MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.BodyStructure | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.References;
        var summaries = await folder.FetchAsync([id], wanted, cancel);
        if (summaries.Count == 0) return null;
        var summary = summaries[0];
        var parts = MessageParts.Of(summary.Body);
        var shown = await ShownText.ReadAsync(folder, id, parts, cancel);
        var envelope = summary.Envelope ?? new Envelope();
        var from = People(envelope.From);
        MailPerson? sender = People(envelope.Sender) is [{ Address.Length: > 0 } first, ..] ? first : null;
        return new ReadMessage(
            path,
            uid,
            MessageRows.OneLine(envelope.Subject, 1_000),
            from,
            from.Any(f => string.Equals(f.Address, sender?.Address, StringComparison.OrdinalIgnoreCase)) ? null : sender,
            People(envelope.ReplyTo),
            People(envelope.To),
            People(envelope.Cc),
            People(envelope.Bcc),
            Instant.FromDateTimeOffset(summary.InternalDate ?? envelope.Date ?? DateTimeOffset.UnixEpoch),
            envelope.Date,
            envelope.MessageId,
            summary.References is { } references ? [.. references.TakeLast(MaxReferences)] : [],
            MessageRows.MarksOf(summary),
            shown.Plain,
            shown.Html,
            shown.Shortened,
            parts.Attachments,
            parts.Pictures)
        {
            Keywords = Keywords.Join(summary.Keywords),
        };
    }

    private static List<MailPerson> People(InternetAddressList? list)
    {
        var people = new List<MailPerson>();
        if (list is null) return people;
        foreach (var address in list)
        {
            if (people.Count >= MaxAddresses) break;
            if (address is GroupAddress group)
            {
                people.AddRange(group.Members.Mailboxes.Take(MaxAddresses - people.Count).Select(Person));
            }
            else if (address is MailboxAddress mailbox) people.Add(Person(mailbox));
        }
        return people;
    }

    private static MailPerson Person(MailboxAddress mailbox) => new(MessageRows.OneLine(mailbox.Name, 120), MessageRows.OneLine(mailbox.Address, 254));
}
