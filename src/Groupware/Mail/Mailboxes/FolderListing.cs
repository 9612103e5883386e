using MailKit;
using MailKit.Net.Imap;

namespace Groupware.Mail.Mailboxes;

/// <summary>Reads the folder tree with its counts: one LIST with STATUS where the store can (RFC 5819), else a STATUS for each folder.</summary>
internal static class FolderListing
{
    private const StatusItems Wanted = StatusItems.Count | StatusItems.Unread | StatusItems.UidNext | StatusItems.UidValidity;

    public static StatusItems StatusOf(ServerCapabilities can) => can.CondStore ? Wanted | StatusItems.HighestModSeq : Wanted;

    public static async Task<IReadOnlyList<Folder>> ReadAsync(ImapClient client, CancellationToken cancel)
    {
        var can = ServerCapabilities.Of(client.Capabilities);
        var found = new Dictionary<string, IMailFolder>(StringComparer.Ordinal);
        foreach (var space in client.PersonalNamespaces.Concat(client.SharedNamespaces).Concat(client.OtherNamespaces))
        {
            foreach (var folder in await client.GetFoldersAsync(space, StatusOf(can), subscribedOnly: false, cancel))
            {
                if (folder.FullName.Length > 0 && !folder.Attributes.HasFlag(FolderAttributes.NonExistent)) found[folder.FullName] = folder;
            }
        }
        if (client.Inbox is { } inbox && found.TryAdd(inbox.FullName, inbox)) await inbox.StatusAsync(StatusOf(can), cancel);
        return Build([.. found.Values]);
    }

    public static FolderState StateOf(IMailFolder folder) => new(folder.UidValidity, folder.UidNext?.Id ?? 0, folder.Count, folder.HighestModSeq);

    /// <summary>Special ones first and in the order people know, then by name, children below their parent.</summary>
    private static List<Folder> Build(List<IMailFolder> all)
    {
        var used = new HashSet<SpecialUse>();
        var uses = new Dictionary<string, SpecialUse>(StringComparer.Ordinal);
        foreach (var folder in all)
        {
            var use = Declared(folder);
            if (use != SpecialUse.None && used.Add(use)) uses[folder.FullName] = use;
        }
        // by name only where the store names none, and only near the top: "Clients/Archive" is somebody's own
        foreach (var folder in all.Where(f => !uses.ContainsKey(f.FullName) && DepthOf(f) == 0).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            var use = SpecialUseNames.Guess(folder.Name);
            if (use != SpecialUse.None && used.Add(use)) uses[folder.FullName] = use;
        }
        var byParent = all.ToLookup(ParentOf, StringComparer.Ordinal);
        var list = new List<Folder>(all.Count);
        AddBelow("", 0);
        return list;

        void AddBelow(string parent, int depth)
        {
            var children = byParent[parent].OrderBy(f => uses.TryGetValue(f.FullName, out var use) ? (int)use : int.MaxValue).ThenBy(f => f.Name, StringComparer.CurrentCultureIgnoreCase);
            foreach (var folder in children)
            {
                var canHold = !folder.Attributes.HasFlag(FolderAttributes.NoSelect);
                list.Add(new Folder(folder.FullName, folder.Name, parent, depth, uses.GetValueOrDefault(folder.FullName), canHold, Math.Max(0, folder.Count), Math.Max(0, folder.Unread), StateOf(folder)));
                AddBelow(folder.FullName, depth + 1);
            }
        }

        // Courier and older Cyrus keep everything below INBOX: there it is the top
        string ParentOf(IMailFolder folder)
        {
            var path = folder.FullName;
            var at = path.LastIndexOf(folder.DirectorySeparator);
            if (at <= 0) return "";
            var parent = path[..at];
            if (string.Equals(parent, "INBOX", StringComparison.OrdinalIgnoreCase)) return "";
            return all.Exists(f => f.FullName == parent) ? parent : "";
        }

        int DepthOf(IMailFolder folder) => ParentOf(folder).Length == 0 ? 0 : 1;
    }

    private static SpecialUse Declared(IMailFolder folder)
    {
        if (string.Equals(folder.FullName, "INBOX", StringComparison.OrdinalIgnoreCase)) return SpecialUse.Inbox;
        var attributes = folder.Attributes;
        if (attributes.HasFlag(FolderAttributes.Drafts)) return SpecialUse.Drafts;
        if (attributes.HasFlag(FolderAttributes.Sent)) return SpecialUse.Sent;
        if (attributes.HasFlag(FolderAttributes.Archive)) return SpecialUse.Archive;
        if (attributes.HasFlag(FolderAttributes.Junk)) return SpecialUse.Junk;
        return attributes.HasFlag(FolderAttributes.Trash) ? SpecialUse.Trash : SpecialUse.None;
    }
}
