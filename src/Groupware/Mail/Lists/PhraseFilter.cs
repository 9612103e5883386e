using System.Collections.Concurrent;
using Groupware.Mail.Reading;
using MailKit;
using MimeKit;

namespace Groupware.Mail.Lists;

/// <summary>
/// Keeps of what a store found the messages that have a phrase. A full-text index finds the words of a phrase wherever they stand and does
/// not look again, so we do: at the envelope, and where that does not decide, at the text that is shown.
/// </summary>
internal static class PhraseFilter
{
    /// <summary>So many messages are looked at, the newest first; the list says when there were more.</summary>
    public const int MaxRead = 1_000;

    private const int Batch = 100;

    /// <param name="folder">Open.</param>
    /// <param name="found">What the store found, in the order of the list.</param>
    /// <param name="search">With phrases in it.</param>
    /// <param name="known">Answers of before: a message never changes.</param>
    /// <param name="cancel">Stops between two messages.</param>
    public static async Task<FoundOrder> KeepAsync(IMailFolder folder, uint[] found, SearchQuery search, ConcurrentDictionary<uint, bool> known, CancellationToken cancel)
    {
        var terms = search.Terms.Where(t => t.Exact).Select(t => (t.Field, Phrase: Phrase.Of(t.Value))).Where(t => t.Phrase is not null).Select(t => (t.Field, t.Phrase!)).ToList();
        if (terms.Count == 0) return new FoundOrder(found, Cut: false);
        var cut = found.Length > MaxRead;
        uint[] looked = cut ? [.. found.OrderDescending().Take(MaxRead)] : found;
        foreach (var batch in looked.Where(uid => !known.ContainsKey(uid)).Chunk(Batch)) await LookAsync(folder, batch, terms, known, cancel);
        var kept = looked.Where(uid => known.TryGetValue(uid, out var has) && has).ToHashSet();
        return new FoundOrder([.. found.Where(kept.Contains)], cut);
    }

    private static async Task LookAsync(IMailFolder folder, uint[] uids, List<(SearchField Field, Phrase Phrase)> terms, ConcurrentDictionary<uint, bool> known, CancellationToken cancel)
    {
        var wanted = MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope;
        if (terms.Any(t => t.Field is SearchField.Body or SearchField.Anywhere)) wanted |= MessageSummaryItems.BodyStructure;
        foreach (var summary in await folder.FetchAsync([.. uids.Order().Select(uid => new UniqueId(folder.UidValidity, uid))], wanted, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            var open = new List<Phrase>();
            var has = true;
            foreach (var (field, phrase) in terms)
            {
                if (field != SearchField.Body && InEnvelope(summary.Envelope, field, phrase)) continue;
                if (field is SearchField.Body or SearchField.Anywhere) open.Add(phrase);
                else has = false;
            }
            if (has && open.Count > 0)
            {
                var text = await ShownText.ReadAsync(folder, summary.UniqueId, MessageParts.Of(summary.Body), cancel);
                var words = text.Html is { } html ? HtmlText.Of(html) : text.Plain;
                has = open.TrueForAll(phrase => phrase.IsIn(words));
            }
            known[summary.UniqueId.Id] = has;
        }
    }

    private static bool InEnvelope(Envelope? envelope, SearchField field, Phrase phrase)
    {
        if (envelope is null) return false;
        return field switch
        {
            SearchField.Subject => phrase.IsIn(envelope.Subject),
            SearchField.From => IsIn(envelope.From, phrase),
            SearchField.To => IsIn(envelope.To, phrase) || IsIn(envelope.Cc, phrase),
            _ => phrase.IsIn(envelope.Subject) || IsIn(envelope.From, phrase) || IsIn(envelope.To, phrase) || IsIn(envelope.Cc, phrase),
        };
    }

    private static bool IsIn(InternetAddressList addresses, Phrase phrase) =>
        addresses.Mailboxes.Take(MessageReader.MaxAddresses).Any(mailbox => phrase.IsIn(mailbox.Name) || phrase.IsIn(mailbox.Address)) || addresses.OfType<GroupAddress>().Any(group => phrase.IsIn(group.Name));
}
