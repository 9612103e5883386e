using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace Groupware.Mail.Mailboxes;

/// <summary>Puts existing messages into a folder with their dates and flags, once each: what is there by its Message-ID isn't stored again.</summary>
public static class MessageImport
{
    /// <summary>Stores messages, in one APPEND where the store can (RFC 3502), and makes the folder when it isn't there.</summary>
    /// <param name="session">Whose mailbox.</param>
    /// <param name="folder">Names from the top down, without any store's separator; one name of a known use ("Sent") is taken for that folder.</param>
    /// <param name="messages">In the order they are to be stored.</param>
    /// <param name="cancel">Cancelling leaves open which ones were stored; calling again stores the rest.</param>
    /// <returns>How many were stored.</returns>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    /// <exception cref="MailStoreRefusedException">No right, over quota.</exception>
    public static async Task<int> IntoAsync(MailboxSession session, IReadOnlyList<string> folder, IReadOnlyList<ImportedMessage> messages, CancellationToken cancel)
    {
        var known = await session.FoldersAsync(cancel);
        var use = folder.Count == 1 ? SpecialUseNames.Guess(folder[0]) : SpecialUse.None;
        var special = use == SpecialUse.None ? null : known.FirstOrDefault(f => f.Use == use)?.Path;
        var (path, stored) = await session.RunAsync<(string, int)>(folder: null, again: false, async (lease, token) =>
        {
            var target = special is not null ? await lease.Client.GetFolderAsync(special, token) : await FindOrMakeAsync(lease.Client, folder, token);
            var there = await MessageIdsAsync(target, token);
            var missing = messages.Where(m => m.Message.MessageId is not { } id || !there.Contains(id)).ToList();
            var requests = missing.Select(m => new AppendRequest(m.Message, m.Flags, m.Received)).ToList<IAppendRequest>();
            if (lease.Client.Capabilities.HasFlag(ImapCapabilities.MultiAppend) && requests.Count > 1)
                await target.AppendAsync(requests, token);
            else
            {
                foreach (var request in requests) await target.AppendAsync(request, token);
            }
            return (target.FullName, requests.Count);
        }, cancel);
        if (known.All(f => f.Path != path)) await session.ReloadFoldersAsync(cancel);
        if (stored > 0) session.Changed(path);
        return stored;
    }

    private static async Task<IMailFolder> FindOrMakeAsync(ImapClient client, IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (names is [var only] && only.Equals("INBOX", StringComparison.OrdinalIgnoreCase)) return client.Inbox!;
        var parent = client.GetFolder(client.PersonalNamespaces[0]);
        foreach (var name in names)
        {
            IMailFolder next;
            try
            {
                next = await parent.GetSubfolderAsync(name, cancel);
            }
            catch (FolderNotFoundException)
            {
                next = await parent.CreateAsync(name, isMessageFolder: true, cancel) ?? throw new MailStoreRefusedException($"The folder {name} was not made.", null);
                await next.SubscribeAsync(cancel);
            }
            parent = next;
        }
        return parent;
    }

    private static async Task<HashSet<string>> MessageIdsAsync(IMailFolder folder, CancellationToken cancel)
    {
        await folder.StatusAsync(StatusItems.Count, cancel);
        if (folder.Count == 0) return [];
        await folder.OpenAsync(FolderAccess.ReadOnly, cancel);
        var summaries = await folder.FetchAsync(0, -1, MessageSummaryItems.Envelope, cancel);
        await folder.CloseAsync(expunge: false, cancel);
        return summaries.Select(s => s.Envelope?.MessageId).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>A message as it is to be stored.</summary>
/// <param name="Flags">For example \Seen and \Answered.</param>
/// <param name="Received">INTERNALDATE.</param>
public sealed record ImportedMessage(MimeMessage Message, MessageFlags Flags, DateTimeOffset Received);
