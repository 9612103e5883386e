using Groupware.Mail.Mailboxes;

namespace Groupware.Mail.Lists;

/// <summary>
/// One list that somebody looks at: a folder, an order, perhaps a search. It knows how many rows there are and which UID stands at each
/// place; rows themselves are read for the places that are looked at. Not for use by two threads at once.
/// </summary>
public sealed class MessageWindow
{
    private const int SortedAtOnce = 3_000;

    private readonly MailboxSession session;
    private readonly FolderIndex index;
    private uint[] order;
    private int seen;   // the index's generation when this list was last compared: another tab may compare first

    private MessageWindow(MailboxSession session, FolderIndex index, string folder, MessageSort sort, SearchQuery? search, uint validity, FoundOrder found)
    {
        this.session = session;
        this.index = index;
        seen = index.Generation;
        order = found.Uids;
        Cut = found.Cut;
        Folder = folder;
        Sort = sort;
        Search = search;
        UidValidity = validity;
    }

    /// <summary>Path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The order asked for.</summary>
    public MessageSort Sort { get; }

    /// <summary>Null: the whole folder.</summary>
    public SearchQuery? Search { get; }

    /// <summary>What the UIDs belong to.</summary>
    public uint UidValidity { get; private set; }

    /// <summary>Rows in the list.</summary>
    public int Total => order.Length;

    /// <summary>A phrase was looked for in the newest <see cref="MaxLooked"/> messages that have its words only.</summary>
    public bool Cut { get; private set; }

    /// <summary>So many messages are looked at for a phrase.</summary>
    public static int MaxLooked => PhraseFilter.MaxRead;

    /// <summary>Opens a list. One STATUS when the order is known still, else one SELECT and one SORT or SEARCH more.</summary>
    /// <exception cref="MailStoreUnavailableException">The store is away.</exception>
    /// <exception cref="MailStoreRefusedException">There is no such folder.</exception>
    public static async Task<MessageWindow> OpenAsync(MailboxSession session, string folder, MessageSort sort, SearchQuery? search, CancellationToken cancel)
    {
        var known = session.Indexes.GetOrAdd(folder, _ => new FolderIndex());
        var (validity, found) = await OrderAsync(session, known, folder, sort, search, cancel);
        return new MessageWindow(session, known, folder, sort, search, validity, found);
    }

    /// <summary>Opens a list from what is known, without asking the store; null when it is not known. For the first picture of a page.</summary>
    public static MessageWindow? OpenKnown(MailboxSession session, string folder, MessageSort sort)
    {
        if (session.Find(folder) is not { } known || !session.Indexes.TryGetValue(folder, out var rows) || !rows.TryOrder(new OrderKey(sort, ""), out var found)) return null;
        return new MessageWindow(session, rows, folder, sort, null, known.State.UidValidity, found);
    }

    /// <summary>Asks the store again. True when rows came, went or moved, or flags may have changed.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var (validity, now) = await OrderAsync(session, index, Folder, Sort, Search, cancel);
        var same = validity == UidValidity && now.Cut == Cut && (ReferenceEquals(now.Uids, order) || now.Uids.AsSpan().SequenceEqual(order)) && seen == index.Generation;
        seen = index.Generation;
        order = now.Uids;
        Cut = now.Cut;
        UidValidity = validity;
        return !same;
    }

    /// <summary>The message at a place.</summary>
    public MessageUid At(int place) => new(UidValidity, order[place]);

    /// <summary>The place of a message; -1 when it is not in the list.</summary>
    public int IndexOf(MessageUid uid) => uid.UidValidity == UidValidity ? Array.IndexOf(order, uid.Uid) : -1;

    /// <summary>The messages from one place to another, both included, in either direction.</summary>
    public IEnumerable<MessageUid> Between(int first, int last)
    {
        var (from, to) = first <= last ? (first, last) : (last, first);
        for (var place = Math.Max(0, from); place <= Math.Min(to, order.Length - 1); place++) yield return At(place);
    }

    /// <summary>A row if it is known.</summary>
    public MessageListItem? Known(int place) => place >= 0 && place < order.Length ? index.Find(order[place], out _) : null;

    /// <summary>A message's row if it is known.</summary>
    public MessageListItem? Known(MessageUid uid) => uid.UidValidity == UidValidity ? index.Find(uid.Uid, out _) : null;

    /// <summary>True when all of these rows are known and up to date.</summary>
    public bool Knows(int start, int count)
    {
        for (var place = start; place < Math.Min(start + count, order.Length); place++)
        {
            if (index.Find(order[place], out var stale) is null || stale) return false;
        }
        return true;
    }

    /// <summary>Makes sure that these rows are known: one FETCH for those that are not, one for flags that may be old.</summary>
    public async Task ReadAsync(int start, int count, CancellationToken cancel)
    {
        var missing = new List<uint>();
        var stale = new List<uint>();
        for (var place = Math.Max(0, start); place < Math.Min(start + count, order.Length); place++)
        {
            if (index.Find(order[place], out var old) is null) missing.Add(order[place]);
            else if (old) stale.Add(order[place]);
        }
        if (missing.Count == 0 && stale.Count == 0) return;
        var asOf = index.Generation;
        await session.InFolderAsync(Folder, async (folder, token) =>
        {
            if (folder.UidValidity != UidValidity) return false;
            if (missing.Count > 0) index.Keep(await MessageRows.ReadAsync(folder, missing, token), asOf);
            if (stale.Count > 0)
            {
                var flags = await MessageRows.FlagsAsync(folder, stale, token);
                var fresh = new List<MessageListItem>(flags.Count);
                foreach (var (uid, marks, keywords) in flags)
                {
                    if (index.Find(uid, out _) is { } item) fresh.Add(item with { Marks = (item.Marks & ~MessageRows.FlagMarks) | marks, Keywords = keywords });
                }
                index.Keep(fresh, asOf);
            }
            return true;
        }, cancel);
    }

    /// <summary>Reads previews and kinds of parts of rows that have none yet. True when some were read.</summary>
    public async Task<bool> ReadPreviewsAsync(int start, int count, CancellationToken cancel)
    {
        var missing = new List<uint>();
        for (var place = Math.Max(0, start); place < Math.Min(start + count, order.Length); place++)
        {
            if (index.Find(order[place], out _) is { Preview: null }) missing.Add(order[place]);
        }
        if (missing.Count == 0) return false;
        return await session.InFolderAsync(Folder, async (folder, token) =>
        {
            if (folder.UidValidity != UidValidity) return false;
            foreach (var (uid, preview, parts) in await MessageRows.PreviewsAsync(folder, missing, token)) index.Update([uid], item => item with { Preview = preview, Marks = item.Marks | parts });

            // what did not come must not be asked for without end
            index.Update(missing, item => item.Preview is null ? item with { Preview = "" } : item);
            return true;
        }, cancel);
    }

    /// <summary>Takes rows out before the store has answered; the next refresh tells the truth.</summary>
    public void Remove(IReadOnlyCollection<MessageUid> gone)
    {
        var set = gone.Select(u => u.Uid).ToHashSet();
        order = [.. order.Where(u => !set.Contains(u))];
    }

    private static async Task<(uint Validity, FoundOrder Order)> OrderAsync(MailboxSession session, FolderIndex index, string path, MessageSort sort, SearchQuery? search, CancellationToken cancel)
    {
        var key = new OrderKey(sort, search?.Key ?? "");
        var state = await session.StateAsync(path, cancel);
        index.Observe(state);
        if (index.TryOrder(key, out var known)) return (state.UidValidity, known);

        // a store that never sorted a large folder needs seconds for it: the order of arrival comes first, the right one behind it
        var quickly = search is null && sort.By == MessageSortField.Date && state.Count > SortedAtOnce;
        var found = await ReadOrderAsync(session, index, path, key, state, search, quickly, cancel);
        if (quickly && session.Capabilities is { Sort: true }) _ = SortBehindAsync(session, index, path, key, state, found.Order.Uids);
        return found;
    }

    private static Task<(uint Validity, FoundOrder Order)> ReadOrderAsync(MailboxSession session, FolderIndex index, string path, OrderKey key, FolderState state, SearchQuery? search, bool quickly, CancellationToken cancel) =>
        session.InFolderAsync(path, async (folder, token) =>
        {
            var can = session.Capabilities!;
            var found = await MessageOrder.ReadAsync(folder, quickly ? can with { Sort = false } : can, key.Sort, search, () => index.PhrasesOf(key.Search), token);
            if (folder.UidValidity == state.UidValidity) index.KeepOrder(key, state, found);
            return (folder.UidValidity, found);
        }, cancel);

    private static async Task SortBehindAsync(MailboxSession session, FolderIndex index, string path, OrderKey key, FolderState state, uint[] shown)
    {
        try
        {
            var (_, sorted) = await ReadOrderAsync(session, index, path, key, state, null, quickly: false, session.Closing);
            if (!sorted.Uids.AsSpan().SequenceEqual(shown)) session.Publish(new MailboxChange(MailboxChangeKind.Messages, path));
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException or OperationCanceledException)
        {
            // the order of arrival stays until the next look
        }
    }
}
