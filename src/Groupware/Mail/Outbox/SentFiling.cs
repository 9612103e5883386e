using Groupware.Mail.Composing;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Mail;
using MailKit;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Groupware.Mail.Outbox;

/// <summary>After the server took a message: its copy in Sent, the mark on the original, the copy in Drafts gone. Each step may be done twice.</summary>
internal sealed class SentFiling(MailboxSessions sessions, IDbContextFactory<GroupwareContext> contexts)
{
    /// <summary>All of it.</summary>
    /// <exception cref="MailStoreUnavailableException">The store is away: do it again later.</exception>
    /// <exception cref="MailStoreRefusedException">No right, over quota.</exception>
    public async Task FileAsync(SignedInPerson person, OutboxItem item, MimeMessage message, CancellationToken cancel)
    {
        var session = sessions.For(person);
        await session.FoldersAsync(cancel);
        var sent = session.Special(SpecialUse.Sent)?.Path ?? await DraftsFolder.CreateAsync(session, SpecialUse.Sent, "Sent", cancel);
        // by Message-ID: a crash after filing, or a host that files by itself, must not leave two
        if (!await HasAsync(session, sent, item.MessageId, cancel)) await session.AppendAsync(sent, message, MessageFlags.Seen, message.Date, cancel);

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == item.DraftId, cancel);
        if (draft is null) return;
        await MarkAsync(session, draft, cancel);
        await DraftsFolder.RemoveAsync(session, draft, cancel);
    }

    private static Task<bool> HasAsync(MailboxSession session, string folder, string messageId, CancellationToken cancel) =>
        session.InFolderAsync(folder, async (open, token) => (await open.SearchAsync(MailKit.Search.SearchQuery.HeaderContains("Message-ID", messageId.Trim('<', '>')), token)).Count > 0, cancel);

    private static async Task MarkAsync(MailboxSession session, Draft draft, CancellationToken cancel)
    {
        if (draft.SourceFolder.Length == 0) return;
        var source = new MessageUid((uint)draft.SourceUidValidity, (uint)draft.SourceUid);
        try
        {
            if (draft.Kind is DraftKind.Reply or DraftKind.ReplyAll) await MessageActions.SetAnsweredAsync(session, draft.SourceFolder, source, cancel);
            else if (draft.Kind == DraftKind.Forward) await SetForwardedAsync(session, draft.SourceFolder, source, cancel);
        }
        catch (MailStoreRefusedException)
        {
            // moved, deleted or read-only: the mark is a convenience, the answer is sent
        }
    }

    private static async Task SetForwardedAsync(MailboxSession session, string folder, MessageUid message, CancellationToken cancel)
    {
        await session.InFolderAsync(folder, async (open, token) =>
        {
            var possible = open.UidValidity == message.UidValidity && open.PermanentFlags.HasFlag(MessageFlags.UserDefined);
            if (possible) await open.AddFlagsAsync([new UniqueId(message.UidValidity, message.Uid)], MessageFlags.None, new HashSet<string>(StringComparer.Ordinal) { "$Forwarded" }, silent: true, token);
            return possible;
        }, cancel);
        session.Changed(folder);
    }
}
