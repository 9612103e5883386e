using Groupware.Mail.Mailboxes;
using MailKit;

namespace Groupware.Mail.Lists;

/// <summary>What can be done to messages of a folder. Rows that are known change at once; every tab of the account is told.</summary>
public static class MessageActions
{
    /// <summary>Marks as read or unread.</summary>
    public static Task SetReadAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, bool read, CancellationToken cancel) =>
        SetAsync(session, folder, messages, MessageFlags.Seen, MessageMarks.Seen, read, cancel);

    /// <summary>Sets or takes away the flag.</summary>
    public static Task SetFlaggedAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, bool flagged, CancellationToken cancel) =>
        SetAsync(session, folder, messages, MessageFlags.Flagged, MessageMarks.Flagged, flagged, cancel);

    /// <summary>Remembers that a message was answered.</summary>
    public static Task SetAnsweredAsync(MailboxSession session, string folder, MessageUid message, CancellationToken cancel) =>
        SetAsync(session, folder, [message], MessageFlags.Answered, MessageMarks.Answered, true, cancel);

    /// <summary>Moves messages to another folder.</summary>
    /// <returns>How to bring them back.</returns>
    /// <exception cref="MailStoreRefusedException">No such folder, no right, over quota.</exception>
    public static async Task<MovedMessages> MoveAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, string target, CancellationToken cancel)
    {
        var moved = await session.RunAsync(folder, again: false, async (lease, token) =>
        {
            var destination = await lease.Client.GetFolderAsync(target, token);
            var knowsNumbers = ServerCapabilities.Of(lease.Client.Capabilities).UidPlus;
            if (!knowsNumbers) await destination.StatusAsync(StatusItems.UidNext | StatusItems.UidValidity, token);
            var next = destination.UidNext;
            var source = await lease.OpenAsync(folder, token);
            var ids = Ids(source, messages);
            if (ids.Length == 0) return new MovedMessages(folder, target, []);
            var map = await source.MoveToAsync(ids, destination, token);
            if (map?.Destination is { Count: > 0 }) return new MovedMessages(folder, target, [.. map.Destination.Select(u => new MessageUid(u.Validity, u.Id))]);

            // without UIDPLUS: those that came since are taken to be ours
            var arrived = await lease.OpenAsync(target, token);
            var since = await arrived.SearchAsync(MailKit.Search.SearchQuery.Uids(new UniqueIdRange(next ?? UniqueId.MinValue, UniqueId.MaxValue)), token);
            return new MovedMessages(folder, target, [.. since.Take(ids.Length).Select(u => new MessageUid(arrived.UidValidity, u.Id))]);
        }, cancel);
        session.Changed(folder);
        session.Changed(target);
        return moved;
    }

    /// <summary>Brings moved messages back. They get new UIDs but keep their date, and so their place in the list.</summary>
    public static Task<MovedMessages> MoveBackAsync(MailboxSession session, MovedMessages moved, CancellationToken cancel) =>
        MoveAsync(session, moved.To, moved.Messages, moved.From, cancel);

    /// <summary>Removes messages from the store. Nothing brings them back.</summary>
    public static async Task DeleteForeverAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, CancellationToken cancel)
    {
        await session.InFolderAsync(folder, async (source, token) =>
        {
            var ids = Ids(source, messages);
            if (ids.Length == 0) return false;
            await source.AddFlagsAsync(ids, MessageFlags.Deleted, silent: true, token);
            await source.ExpungeAsync(ids, token);
            return true;
        }, cancel);
        session.Changed(folder);
    }

    private static async Task SetAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, MessageFlags flag, MessageMarks mark, bool on, CancellationToken cancel)
    {
        var known = session.Indexes.TryGetValue(folder, out var index);
        if (known) index!.Update(messages.Select(m => m.Uid), item => item with { Marks = on ? item.Marks | mark : item.Marks & ~mark });
        var stored = false;
        try
        {
            await session.InFolderAsync(folder, async (source, token) =>
            {
                var ids = Ids(source, messages);
                if (ids.Length == 0) return false;
                if (on) await source.AddFlagsAsync(ids, flag, silent: true, token);
                else await source.RemoveFlagsAsync(ids, flag, silent: true, token);
                return true;
            }, cancel);
            stored = true;
        }
        finally
        {
            // the rows show what was wished: they are asked for again, for the store's numbers tell of no change
            if (!stored && known) index!.Doubt();
            session.Changed(folder);
        }
    }

    /// <summary>Those whose number still means what it meant.</summary>
    private static UniqueId[] Ids(IMailFolder folder, IReadOnlyCollection<MessageUid> messages) =>
        [.. messages.Where(m => m.UidValidity == folder.UidValidity).Select(m => m.Uid).Order().Select(u => new UniqueId(folder.UidValidity, u))];
}

/// <summary>What a move did.</summary>
/// <param name="From">Where they were.</param>
/// <param name="To">Where they are.</param>
/// <param name="Messages">Their names there; empty when the store does not tell.</param>
public sealed record MovedMessages(string From, string To, IReadOnlyList<MessageUid> Messages);
