using System.Collections.Concurrent;
using System.Globalization;
using Groupware.Mail.Mailboxes;
using MailKit;
using MailKit.Search;
using ImapQuery = MailKit.Search.SearchQuery;

namespace Groupware.Mail.Lists;

/// <summary>
/// Asks the store for the UIDs of a folder in an order. With SORT (RFC 5256) 50,000 messages are some tens of milliseconds and, as
/// ranges, a few hundred bytes; without it arrival is the order of the UIDs and the others are sorted here, up to a limit.
/// </summary>
internal static class MessageOrder
{
    /// <summary>Beyond this many messages a store without SORT gives its own order whatever was asked: reading the whole folder would be worse.</summary>
    public const int MaxSortedHere = 5_000;

    private const int Batch = 500;

    /// <param name="folder">Open.</param>
    /// <param name="can">What the store can do.</param>
    /// <param name="sort">The order.</param>
    /// <param name="search">Null: the whole folder.</param>
    /// <param name="known">What was found out about phrases before.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<FoundOrder> ReadAsync(IMailFolder folder, ServerCapabilities can, MessageSort sort, SearchQuery? search, Func<ConcurrentDictionary<uint, bool>> known, CancellationToken cancel)
    {
        var found = await AskAsync(folder, can, sort, search, cancel);
        return search is { HasPhrase: true } ? await PhraseFilter.KeepAsync(folder, found, search, known(), cancel) : new FoundOrder(found, Cut: false);
    }

    private static async Task<uint[]> AskAsync(IMailFolder folder, ServerCapabilities can, MessageSort sort, SearchQuery? search, CancellationToken cancel)
    {
        if (folder.Count == 0) return [];
        var query = search?.ToImap() ?? ImapQuery.All;
        if (can.Sort)
        {
            // asked for upwards and turned round here: a rising answer comes as ranges
            var by = new[] { OrderBy(sort.By) };
            IList<UniqueId> sorted = can.ESearch ? (await folder.SortAsync(SearchOptions.All, query, by, cancel)).UniqueIds : await folder.SortAsync(query, by, cancel);
            return Numbers(sorted, sort.Descending);
        }
        IList<UniqueId> found = can.ESearch ? (await folder.SearchAsync(SearchOptions.All, query, cancel)).UniqueIds : await folder.SearchAsync(query, cancel);
        if (sort.By == MessageSortField.Date || found.Count > MaxSortedHere) return Numbers(found, sort.Descending);
        return await SortHereAsync(folder, found, sort, cancel);
    }

    private static uint[] Numbers(IList<UniqueId> uids, bool reverse)
    {
        var numbers = new uint[uids.Count];
        var at = 0;
        foreach (var uid in uids) numbers[at++] = uid.Id;
        if (reverse) Array.Reverse(numbers);
        return numbers;
    }

    private static async Task<uint[]> SortHereAsync(IMailFolder folder, IList<UniqueId> uids, MessageSort sort, CancellationToken cancel)
    {
        var wanted = MessageSummaryItems.UniqueId | (sort.By == MessageSortField.Size ? MessageSummaryItems.Size : MessageSummaryItems.Envelope);
        var keys = new List<(uint Uid, uint Size, string Text)>(uids.Count);
        foreach (var batch in uids.Chunk(Batch))
        {
            foreach (var summary in await folder.FetchAsync(batch, wanted, cancel))
            {
                var text = sort.By switch
                {
                    MessageSortField.Sender => summary.Envelope?.From.Mailboxes.FirstOrDefault()?.Address ?? "",
                    MessageSortField.Subject => summary.NormalizedSubject ?? "",
                    _ => "",
                };
                keys.Add((summary.UniqueId.Id, summary.Size ?? 0, text));
            }
        }
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        keys.Sort((a, b) =>
        {
            var by = sort.By == MessageSortField.Size ? a.Size.CompareTo(b.Size) : compare.Compare(a.Text, b.Text, CompareOptions.IgnoreCase);
            return by != 0 ? by : a.Uid.CompareTo(b.Uid);
        });
        if (sort.Descending) keys.Reverse();
        return [.. keys.Select(k => k.Uid)];
    }

    private static OrderBy OrderBy(MessageSortField by) => by switch
    {
        MessageSortField.Sender => MailKit.Search.OrderBy.From,
        MessageSortField.Subject => MailKit.Search.OrderBy.Subject,
        MessageSortField.Size => MailKit.Search.OrderBy.Size,
        _ => MailKit.Search.OrderBy.Arrival,
    };
}
