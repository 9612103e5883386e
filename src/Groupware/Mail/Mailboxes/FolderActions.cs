using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Groupware.Mail.Mailboxes;

/// <summary>
/// Makes, renames and removes folders. Every tab of the account is told, and the subscriptions, by which other clients choose what they
/// show, follow (RFC 9051, section 6.3.7).
/// </summary>
public static class FolderActions
{
    /// <summary>Characters that a name may have; stores refuse longer paths on their own.</summary>
    public const int MaxName = 100;

    /// <summary>Makes a folder and subscribes to it.</summary>
    /// <param name="session">Whose mailbox.</param>
    /// <param name="parent">Path of the folder above; empty for the top.</param>
    /// <param name="name">The last part of the path, trimmed by the caller.</param>
    /// <param name="cancel">Cancelling leaves open whether it was made.</param>
    /// <exception cref="MailStoreRefusedException">No right, or nothing may stand below the parent.</exception>
    public static Task<FolderOutcome> CreateAsync(MailboxSession session, string parent, string name, CancellationToken cancel) => ChangeAsync(
        session,
        async (client, token) =>
        {
            var above = parent.Length == 0 ? client.GetFolder(client.PersonalNamespaces[0]) : await client.GetFolderAsync(parent, token);
            if (await FaultAsync(above, name, token) is { } fault) return fault;
            var made = await above.CreateAsync(name, isMessageFolder: true, token) ?? throw new MailStoreRefusedException($"The folder {name} was not made.", null);
            await made.SubscribeAsync(token);
            return new FolderOutcome(FolderStatus.Done, made.FullName);
        },
        cancel);

    /// <summary>Gives a folder another name below the same parent; those below go along.</summary>
    /// <exception cref="MailStoreRefusedException">No right.</exception>
    public static Task<FolderOutcome> RenameAsync(MailboxSession session, string path, string name, CancellationToken cancel) => ChangeAsync(
        session,
        async (client, token) =>
        {
            var folder = await client.GetFolderAsync(path, token);
            var above = folder.ParentFolder ?? client.GetFolder(client.PersonalNamespaces[0]);
            if (await FaultAsync(above, name, token) is { } fault) return fault;
            return await MoveAsync(client, folder, above, name, token);
        },
        cancel);

    /// <summary>Puts a folder below the trash, under a name that is free there. <see cref="MoveBackAsync"/> brings it back.</summary>
    /// <exception cref="MailStoreRefusedException">No right, or the store allows nothing below its trash.</exception>
    public static Task<FolderOutcome> TrashAsync(MailboxSession session, string path, string trash, CancellationToken cancel) => ChangeAsync(
        session,
        async (client, token) =>
        {
            var folder = await client.GetFolderAsync(path, token);
            var above = await client.GetFolderAsync(trash, token);
            var taken = (await above.GetSubfoldersAsync(subscribedOnly: false, token)).Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var name = folder.Name;
            for (var next = 2; taken.Contains(name); next++) name = $"{folder.Name} {next}";
            return await MoveAsync(client, folder, above, name, token);
        },
        cancel);

    /// <summary>Brings a folder back to where it was.</summary>
    /// <param name="session">Whose mailbox.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="before">The path it had.</param>
    /// <param name="cancel">Cancelling leaves open whether it was moved.</param>
    /// <exception cref="MailStoreRefusedException">No right, or the folder above is gone.</exception>
    public static Task<FolderOutcome> MoveBackAsync(MailboxSession session, string path, string before, CancellationToken cancel) => ChangeAsync(
        session,
        async (client, token) =>
        {
            var folder = await client.GetFolderAsync(path, token);
            var at = before.LastIndexOf(folder.DirectorySeparator);
            var above = at < 0 ? client.GetFolder(client.PersonalNamespaces[0]) : await client.GetFolderAsync(before[..at], token);
            if (await FaultAsync(above, before[(at + 1)..], token) is { } fault) return fault;
            return await MoveAsync(client, folder, above, before[(at + 1)..], token);
        },
        cancel);

    /// <summary>Removes a folder, those below it and all their messages from the store. Nothing brings them back.</summary>
    /// <exception cref="MailStoreRefusedException">No right.</exception>
    public static Task<FolderOutcome> DeleteForeverAsync(MailboxSession session, string path, CancellationToken cancel) => ChangeAsync(
        session,
        async (client, token) =>
        {
            var folder = await client.GetFolderAsync(path, token);
            foreach (var one in (await BelowAsync(folder, token)).AsEnumerable().Reverse().Append(folder))
            {
                await one.UnsubscribeAsync(token);
                await one.DeleteAsync(token);
            }

            return new FolderOutcome(FolderStatus.Done, "");
        },
        cancel);

    /// <summary>Marks all messages of a folder as read: one SEARCH and one STORE.</summary>
    public static async Task MarkAllReadAsync(MailboxSession session, string path, CancellationToken cancel)
    {
        await session.InFolderAsync(path, async (folder, token) =>
        {
            var unread = await folder.SearchAsync(SearchQuery.NotSeen, token);
            if (unread.Count > 0) await folder.AddFlagsAsync(unread, MessageFlags.Seen, silent: true, token);
            return true;
        }, cancel);
        session.Changed(path);
    }

    /// <summary>Removes all messages of a folder from the store: one STORE and one EXPUNGE. Nothing brings them back.</summary>
    public static async Task EmptyAsync(MailboxSession session, string path, CancellationToken cancel)
    {
        await session.InFolderAsync(path, async (folder, token) =>
        {
            var all = await folder.SearchAsync(SearchQuery.All, token);
            if (all.Count == 0) return false;
            await folder.AddFlagsAsync(all, MessageFlags.Deleted, silent: true, token);
            await folder.ExpungeAsync(all, token);
            return true;
        }, cancel);
        session.Changed(path);
    }

    private static async Task<FolderOutcome> ChangeAsync(MailboxSession session, Func<ImapClient, CancellationToken, Task<FolderOutcome>> change, CancellationToken cancel)
    {
        // not again after a cut: it may have been done
        var outcome = await session.RunAsync(null, again: false, (lease, token) => change(lease.Client, token), cancel);
        if (outcome.Status != FolderStatus.Done) return outcome;
        await session.ReloadFoldersAsync(cancel);
        session.Publish(new MailboxChange(MailboxChangeKind.Folders, ""));
        return outcome;
    }

    private static async Task<FolderOutcome?> FaultAsync(IMailFolder above, string name, CancellationToken cancel)
    {
        if (name.Length is 0 or > MaxName || name.Contains(above.DirectorySeparator, StringComparison.Ordinal) || name.Any(char.IsControl)) return new FolderOutcome(FolderStatus.WrongName, above.DirectorySeparator.ToString());
        var taken = (await above.GetSubfoldersAsync(subscribedOnly: false, cancel)).Any(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase) && !f.Attributes.HasFlag(FolderAttributes.NonExistent));
        return taken ? new FolderOutcome(FolderStatus.Taken, "") : null;
    }

    private static async Task<FolderOutcome> MoveAsync(ImapClient client, IMailFolder folder, IMailFolder above, string name, CancellationToken cancel)
    {
        var below = await BelowAsync(folder, cancel);
        foreach (var one in below.Append(folder).Where(f => f.IsSubscribed)) await one.UnsubscribeAsync(cancel);
        if (client.Inbox is { IsOpen: false } inbox && folder.IsOpen) await inbox.OpenAsync(FolderAccess.ReadOnly, cancel);
        await folder.RenameAsync(above, name, cancel);
        foreach (var one in below.Append(folder)) await one.SubscribeAsync(cancel);
        return new FolderOutcome(FolderStatus.Done, folder.FullName);
    }

    /// <summary>All folders below one, each after its parent.</summary>
    private static async Task<List<IMailFolder>> BelowAsync(IMailFolder folder, CancellationToken cancel)
    {
        var all = new List<IMailFolder>();
        foreach (var child in await folder.GetSubfoldersAsync(subscribedOnly: false, cancel))
        {
            all.Add(child);
            all.AddRange(await BelowAsync(child, cancel));
        }

        return all;
    }
}

/// <summary>What became of a change of folders.</summary>
/// <param name="Status">Done, or why not.</param>
/// <param name="Path">Where the folder is now; with <see cref="FolderStatus.WrongName"/> the separator that a name cannot hold.</param>
public readonly record struct FolderOutcome(FolderStatus Status, string Path);

/// <summary>How a change of folders ended.</summary>
public enum FolderStatus
{
    /// <summary>It is so in the store.</summary>
    Done,

    /// <summary>Empty, too long, or with a character that a name cannot hold. Nothing changed.</summary>
    WrongName,

    /// <summary>There is a folder of this name. Nothing changed.</summary>
    Taken,
}
