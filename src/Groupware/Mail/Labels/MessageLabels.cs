using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using MailKit;
using ImapQuery = MailKit.Search.SearchQuery;

namespace Groupware.Mail.Labels;

/// <summary>Labels on messages: keywords in the mail store, and nowhere else. Rows that are known change at once; every tab of the account is told.</summary>
public static class MessageLabels
{
    /// <summary>
    /// Puts a label on messages or takes it off. Cost: NOOP (SELECT where another folder was open), one SEARCH that tells which messages it
    /// changes, one STORE; any number of messages.
    /// </summary>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    /// <exception cref="MailStoreRefusedException">The store said no: no right, too many keywords.</exception>
    public static async Task<LabelOutcome> SetAsync(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, string keyword, bool on, CancellationToken cancel)
    {
        var before = Mark(session, folder, messages, keyword, on);
        var done = false;
        try
        {
            var outcome = await session.InFolderAsync(folder, (source, token) => StoreAsync(source, messages, keyword, on, token), cancel);
            done = outcome.Kept;
            return outcome;
        }
        finally
        {
            // nothing pretends: what was not stored is not shown
            if (!done) Restore(session, folder, before, keyword, on);
            session.Changed(folder);
        }
    }

    /// <summary>
    /// Which messages of the account have a label, by folder; folders without one are left out. Cost: SELECT and SEARCH for each folder that
    /// holds messages, one folder after the other on one connection.
    /// </summary>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<MessageUid>>> FindAsync(MailboxSession session, string keyword, CancellationToken cancel)
    {
        var found = new Dictionary<string, IReadOnlyList<MessageUid>>(StringComparer.Ordinal);
        foreach (var folder in await session.ReloadFoldersAsync(cancel))
        {
            if (!folder.CanHoldMessages || folder.Count == 0) continue;
            var messages = await session.InFolderAsync<IReadOnlyList<MessageUid>>(
                folder.Path,
                async (source, token) => [.. (await source.SearchAsync(ImapQuery.HasKeyword(keyword), token)).Select(uid => new MessageUid(source.UidValidity, uid.Id))],
                cancel);
            if (messages.Count > 0) found[folder.Path] = messages;
        }

        return found;
    }

    /// <summary>
    /// Puts a label on messages of several folders or takes it off all of them; a folder that refuses is passed over. Cost: that of
    /// <see cref="SetAsync"/> for each folder, one after the other.
    /// </summary>
    /// <returns>What was changed, by folder: less than was asked for where a folder refused, or a message was gone.</returns>
    /// <exception cref="MailStoreUnavailableException">The store is away; some folders may be done.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<MessageUid>>> SetAllAsync(MailboxSession session, IReadOnlyDictionary<string, IReadOnlyList<MessageUid>> messages, string keyword, bool on, CancellationToken cancel)
    {
        var changed = new Dictionary<string, IReadOnlyList<MessageUid>>(StringComparer.Ordinal);
        foreach (var (folder, uids) in messages)
        {
            try
            {
                var outcome = await SetAsync(session, folder, uids, keyword, on, cancel);
                if (outcome.Changed.Count > 0) changed[folder] = outcome.Changed;
            }
            catch (MailStoreRefusedException)
            {
                // not in the answer
            }
        }

        return changed;
    }

    private static async Task<LabelOutcome> StoreAsync(IMailFolder folder, IReadOnlyCollection<MessageUid> messages, string keyword, bool on, CancellationToken cancel)
    {
        if (on && !Takes(folder, keyword)) return new LabelOutcome(Kept: false, []);
        UniqueId[] ids = [.. messages.Where(m => m.UidValidity == folder.UidValidity).Select(m => m.Uid).Order().Select(u => new UniqueId(folder.UidValidity, u))];
        if (ids.Length == 0) return new LabelOutcome(Kept: true, []);
        var changing = await folder.SearchAsync(ImapQuery.Uids(ids).And(on ? ImapQuery.NotKeyword(keyword) : ImapQuery.HasKeyword(keyword)), cancel);
        if (changing.Count > 0) await folder.StoreAsync(changing, new StoreFlagsRequest(on ? StoreAction.Add : StoreAction.Remove, [keyword]) { Silent = true }, cancel);
        return new LabelOutcome(Kept: true, [.. changing.Select(uid => new MessageUid(folder.UidValidity, uid.Id))]);
    }

    /// <summary>New keywords are welcome, or this one is there already (RFC 3501, section 7.1).</summary>
    private static bool Takes(IMailFolder folder, string keyword) =>
        folder.Access == FolderAccess.ReadWrite && (folder.PermanentFlags.HasFlag(MessageFlags.UserDefined) || folder.PermanentKeywords.Contains(keyword, StringComparer.OrdinalIgnoreCase));

    /// <summary>Shows it before the store has answered.</summary>
    /// <returns>The rows that were other before.</returns>
    private static List<uint> Mark(MailboxSession session, string folder, IReadOnlyCollection<MessageUid> messages, string keyword, bool on)
    {
        var changed = new List<uint>();
        if (!session.Indexes.TryGetValue(folder, out var index)) return changed;
        foreach (var message in messages)
        {
            index.Update([message.Uid], item =>
            {
                if (item.Uid != message || Keywords.Have(item.Keywords, keyword) == on) return item;
                changed.Add(message.Uid);
                return item with { Keywords = Keywords.With(item.Keywords, keyword, on) };
            });
        }

        return changed;
    }

    private static void Restore(MailboxSession session, string folder, List<uint> changed, string keyword, bool on)
    {
        if (!session.Indexes.TryGetValue(folder, out var index)) return;
        index.Update(changed, item => item with { Keywords = Keywords.With(item.Keywords, keyword, !on) });

        // an answer that was lost on its way may have been a yes
        index.Doubt();
    }
}
