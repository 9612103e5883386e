using System.Collections.Concurrent;
using Groupware.Mail.Mailboxes;

namespace Groupware.Mail.Lists;

/// <summary>
/// What a session knows of one folder: the order of the lists that were asked for (4 bytes a message) and the rows that were looked at.
/// Everything here may be thrown away; an order holds as long as UIDNEXT and the count do, flags as long as HIGHESTMODSEQ does.
/// </summary>
internal sealed class FolderIndex
{
    private const int MaxOrders = 4;
    private const int MaxRows = 600;

    private readonly Lock gate = new();
    private readonly Dictionary<OrderKey, FoundOrder> orders = [];
    private readonly List<OrderKey> byAge = [];
    private readonly Dictionary<uint, Row> rows = [];
    private (string Search, ConcurrentDictionary<uint, bool> Found) phrases = ("", []);
    private FolderState state;
    private int generation;
    private long clock;

    /// <summary>Takes note of the folder's numbers.</summary>
    public void Observe(FolderState now)
    {
        lock (gate)
        {
            if (now.UidValidity != state.UidValidity)
            {
                orders.Clear();
                byAge.Clear();
                rows.Clear();
                phrases = ("", []);
            }
            else if (now.UidNext != state.UidNext || now.Count != state.Count)
            {
                orders.Clear();
                byAge.Clear();
            }

            // zero: the store does not count changes of flags, so they may always be old
            if (now.ModSeq != state.ModSeq || now.ModSeq == 0)
            {
                generation++;

                // a search by flags or labels may have another answer
                foreach (var key in byAge.Where(k => k.Search.Contains("Is:", StringComparison.Ordinal) || k.Search.Contains("Label:", StringComparison.Ordinal)).ToList()) Forget(key);
            }
            state = now;
        }
    }

    public bool TryOrder(OrderKey key, out FoundOrder order)
    {
        lock (gate) return orders.TryGetValue(key, out order);
    }

    public void KeepOrder(OrderKey key, FolderState asOf, FoundOrder order)
    {
        lock (gate)
        {
            if (asOf != state) return;
            Forget(key);
            orders[key] = order;
            byAge.Add(key);
            while (byAge.Count > MaxOrders) Forget(byAge[0]);
        }
    }

    /// <summary>Which messages have the phrases of the search, as far as they were looked at; kept for the last search with phrases.</summary>
    public ConcurrentDictionary<uint, bool> PhrasesOf(string search)
    {
        lock (gate)
        {
            if (phrases.Search != search) phrases = (search, []);
            return phrases.Found;
        }
    }

    /// <summary>The row, and whether its flags may be old.</summary>
    public MessageListItem? Find(uint uid, out bool stale)
    {
        lock (gate)
        {
            stale = false;
            if (!rows.TryGetValue(uid, out var row)) return null;
            row.Looked = ++clock;
            stale = row.Generation != generation;
            return row.Item;
        }
    }

    public int Generation
    {
        get { lock (gate) return generation; }
    }

    public void Keep(IEnumerable<MessageListItem> items, int asOf)
    {
        lock (gate)
        {
            foreach (var item in items)
            {
                if (item.Uid.UidValidity == state.UidValidity) rows[item.Uid.Uid] = new Row { Item = item, Generation = asOf, Looked = ++clock };
            }
            if (rows.Count <= MaxRows) return;
            foreach (var uid in rows.OrderBy(r => r.Value.Looked).Take(rows.Count - (MaxRows * 3 / 4)).Select(r => r.Key).ToList()) rows.Remove(uid);
        }
    }

    /// <summary>Changes rows that are known, for example when flags are set and the store has not answered yet.</summary>
    public void Update(IEnumerable<uint> uids, Func<MessageListItem, MessageListItem> change)
    {
        lock (gate)
        {
            foreach (var uid in uids)
            {
                if (rows.TryGetValue(uid, out var row)) row.Item = change(row.Item);
            }
        }
    }

    /// <summary>Rows may be wrong though the store counts no change.</summary>
    public void Doubt()
    {
        lock (gate) generation++;
    }

    private void Forget(OrderKey key)
    {
        orders.Remove(key);
        byAge.Remove(key);
    }

    private sealed class Row
    {
        public required MessageListItem Item { get; set; }

        public int Generation { get; init; }

        public long Looked { get; set; }
    }
}

/// <summary>Which list.</summary>
/// <param name="Sort">Order.</param>
/// <param name="Search">Key of the search; empty for the whole folder.</param>
internal readonly record struct OrderKey(MessageSort Sort, string Search);
