using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;

namespace Groupware.Contacts;

/// <summary>Cards: list, find, get, put, delete, restore. The only writer of address objects; every call checks the person's rights.</summary>
public sealed class AddressObjects : ICollectionObjects
{
    private readonly CollectionObjects objects;
    private readonly ObjectReader reader;
    private readonly CollectionDirectory collections;

    /// <summary>The front door over a database.</summary>
    public AddressObjects(CollectionDirectory collections, ObjectReader reader, IObjectWriter writer)
    {
        (this.reader, this.collections) = (reader, collections);
        objects = new CollectionObjects(collections, reader, writer, (body, _) => CardContent.Read(body), masked: null);
    }

    /// <inheritdoc/>
    public int MaxSize => CardContent.MaxSize;

    /// <inheritdoc/>
    public Task<StoredObject?> GetAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => objects.GetAsync(person, collection, name, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredObject>> GetManyAsync(SignedInPerson person, CollectionId collection, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        await objects.ReadableAsync(person, collection, cancel) is { } view ? (await reader.ManyAsync(collection, names, cancel)).ConvertAll(row => objects.Shown(row, view, person)) : [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredObject>> PageAsync(SignedInPerson person, CollectionId collection, string? component, string after, int limit, CancellationToken cancel) =>
        await objects.ReadableAsync(person, collection, cancel) is { } view ? (await reader.PageAsync(collection, component, after, limit, cancel)).ConvertAll(row => objects.Shown(row, view, person)) : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListedObject>> ListPageAsync(SignedInPerson person, CollectionId collection, string after, int limit, CancellationToken cancel) =>
        objects.ListAsync(person, collection, after, limit, cancel);

    /// <inheritdoc/>
    public Task<ChangePage?> ChangesAsync(SignedInPerson person, CollectionId collection, SyncToken? since, int limit, CancellationToken cancel) =>
        objects.ChangesAsync(person, collection, since, limit, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> PutAsync(SignedInPerson person, CollectionId collection, string name, ReadOnlyMemory<byte> body, Precondition precondition, CancellationToken cancel) =>
        objects.PutAsync(person, collection, name, body, precondition, keepUid: true, cancel);

    /// <inheritdoc/>
    public Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, string? ifMatch, CancellationToken cancel) =>
        objects.DeleteAsync(person, collection, name, Precondition.Unchanged(ifMatch), cancel);

    /// <inheritdoc/>
    public Task<DeleteOutcome> DeleteAsync(SignedInPerson person, CollectionId collection, string name, Precondition precondition, CancellationToken cancel) =>
        objects.DeleteAsync(person, collection, name, precondition, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> RestoreAsync(SignedInPerson person, CollectionId collection, string name, CancellationToken cancel) => objects.RestoreAsync(person, collection, name, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> MoveAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel) =>
        objects.MoveAsync(person, from, name, to, newName, overwrite, precondition, cancel);

    /// <inheritdoc/>
    public Task<PutOutcome> CopyAsync(SignedInPerson person, CollectionId from, string name, CollectionId to, string newName, bool overwrite, Precondition precondition, CancellationToken cancel) =>
        objects.CopyAsync(person, from, name, to, newName, overwrite, precondition, cancel);

    /// <summary>All cards of a book with their texts, by name.</summary>
    public async Task<IReadOnlyList<StoredObject>> ListAsync(SignedInPerson person, CollectionId book, CancellationToken cancel)
    {
        if (await objects.ReadableAsync(person, book, cancel) is not { } view) return [];
        var all = new List<StoredObject>();
        for (var after = ""; ;)
        {
            var page = await reader.PageAsync(book, component: null, after, 500, cancel);
            all.AddRange(page.Select(row => objects.Shown(row, view, person)));
            if (page.Count < 500) return all;
            after = page[^1].Name;
        }
    }

    /// <summary>Cards whose FN or EMAIL may hold one of the texts, by name: all that do, and perhaps some that don't. No text of a card is read.</summary>
    /// <param name="any">Properties with folded texts.</param>
    public async Task<IReadOnlyCollection<string>> CandidatesAsync(SignedInPerson person, CollectionId book, IReadOnlyCollection<CardSearchText> any, CancellationToken cancel)
    {
        if (await objects.ReadableAsync(person, book, cancel) is null) return [];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (property, folded) in any) names.UnionWith(await reader.CardNamesAsync(book, property, folded, cancel));
        return names;
    }

    /// <summary>Type-ahead over all books the person may read, the company directory among them: every word stands in a name, an organisation or an e-mail address.</summary>
    /// <param name="text">What was typed, at least one character.</param>
    /// <param name="limit">At most so many; one row for each e-mail address.</param>
    /// <returns>Those whose name or address begins with the text first.</returns>
    public async Task<IReadOnlyList<AddressMatch>> SearchAsync(SignedInPerson person, string text, int limit, CancellationToken cancel)
    {
        var words = SearchText.Fold(text).Split([' ', ',', '<', '>', '"'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return [];
        var books = (await collections.ListAsync(person, CollectionKind.AddressBook, cancel)).Where(b => b.Access >= AccessLevel.Read).ToDictionary(b => b.Id);
        var longest = words.MaxBy(w => w.Length)!;   // there is one
        var found = await reader.CardsAsync([.. books.Keys], ["FN", "NICKNAME", "EMAIL", "ORG"], longest, 2000, cancel);
        var values = (await reader.CardValuesAsync([.. found.Select(f => f.ObjectId).Distinct()], cancel)).GroupBy(v => v.ObjectId);
        return
        [
            .. values
                .Select(card => (Text: string.Join(' ', card.Select(v => SearchText.Fold(v.Value))), Card: card.ToList()))
                .Where(card => Array.TrueForAll(words, w => card.Text.Contains(w, StringComparison.Ordinal)))
                .SelectMany(card => card.Card.Where(v => v.Property == "EMAIL").Select(v => (Match: new AddressMatch(v.Collection, v.Name, v.DisplayName, v.Value), Rank: Rank(v, words[0]))))
                .OrderBy(m => m.Rank).ThenBy(m => books[m.Match.Collection].Owner != person.Id).ThenBy(m => m.Match.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                .Select(m => m.Match).DistinctBy(m => m.Email, StringComparer.OrdinalIgnoreCase).Take(limit),
        ];
    }

    /// <summary>0: name or address begins with the word; 1: a word of the name does; 2: it stands inside.</summary>
    private static int Rank(CardMatch value, string word)
    {
        var name = SearchText.Fold(value.DisplayName);
        if (name.StartsWith(word, StringComparison.Ordinal) || value.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return 0;
        return name.Contains(' ' + word, StringComparison.Ordinal) ? 1 : 2;
    }
}

/// <summary>An e-mail address that somebody's book knows.</summary>
/// <param name="Name">The card's name in its collection.</param>
/// <param name="DisplayName">FN.</param>
public sealed record AddressMatch(CollectionId Collection, string Name, string DisplayName, string Email);
