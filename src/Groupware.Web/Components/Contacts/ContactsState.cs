using System.Globalization;
using System.Text;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.People;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Web.Components.Contacts;

/// <summary>What the contacts page of one tab shows: books, the list, the card in front, the form over it.</summary>
public sealed class ContactsState(
    CurrentPerson current, CollectionDirectory directory, AddressObjects objects, ContactRows rows, IChangeFeed feed, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private IReadOnlyList<ContactRow> all = [];
    private IDisposable? subscription;
    private ITimer? soon;

    /// <summary>Something to redraw.</summary>
    public event Action? Changed;

    /// <summary>Another tab, device or person changed a book: the page calls <see cref="ReloadAsync"/> on its own thread.</summary>
    public event Action? Stale;

    public IReadOnlyList<CollectionView> Books { get; private set; } = [];

    /// <summary>The book in front; null = all that are the person's own or shared, without the company directory.</summary>
    public CollectionId? Source { get; private set; }

    public string Filter { get; private set; } = "";

    public bool ByGivenName { get; private set; }

    public bool Loaded { get; private set; }

    /// <summary>Rows in front, sorted.</summary>
    public IReadOnlyList<ContactRow> Rows { get; private set; } = [];

    public ContactRow? Selected { get; private set; }

    /// <summary>The card in front; null while none is, or it is gone.</summary>
    public ContactCard? Card { get; private set; }

    /// <summary>The card in front holds a picture that can be shown.</summary>
    public bool HasPicture { get; private set; }

    /// <summary>Its text as it was read.</summary>
    public StoredObject? Stored { get; private set; }

    /// <summary>The form in front, for a new or an existing card.</summary>
    public ContactForm? Form { get; private set; }

    private SignedInPerson Me => current.Person;

    public CollectionView? Book(CollectionId id) => Books.FirstOrDefault(book => book.Id == id);

    public CollectionView? SourceBook => Source is { } id ? Book(id) : null;

    public static bool IsDirectory(CollectionView book) => book.Owner.Value == 0;

    public bool MayWrite(CollectionView? book) => book?.Access >= AccessLevel.Write;

    /// <summary>Books a card can be put into, own ones first.</summary>
    public IEnumerable<CollectionView> Writable => Books.Where(MayWrite);

    public int Count(CollectionId book) => all.Count(row => row.Book == book);

    public int CountOfAll => all.Count(row => Book(row.Book) is { } book && !IsDirectory(book));

    public async Task StartAsync(CancellationToken cancel)
    {
        subscription ??= feed.Subscribe(OnNotice);
        await ReloadAsync(cancel);
    }

    /// <summary>Reads books, rows and the card in front again; what is being edited is left alone.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        var books = await directory.ListAsync(Me, CollectionKind.AddressBook, cancel);
        Books = [.. books.Where(static book => book.Access >= AccessLevel.Read)];
        all = await rows.ListAsync(Me, [.. Books.Select(static book => book.Id)], cancel);
        if (Source is { } id && Book(id) is null) Source = null;
        Arrange();
        if (Selected is { } selected)
        {
            var row = all.FirstOrDefault(row => row.Book == selected.Book && row.Name == selected.Name);
            if (row is null) (Card, Stored) = (null, null);
            else if (row.ETag != Stored?.ETag) await ReadAsync(row, cancel);
            Selected = row ?? selected;
        }

        Loaded = true;
        Changed?.Invoke();
    }

    public void ShowBook(CollectionId? id)
    {
        Source = id;
        Arrange();
        Changed?.Invoke();
    }

    public void Look(string filter)
    {
        Filter = filter;
        Arrange();
        Changed?.Invoke();
    }

    public void SortBy(bool givenName)
    {
        ByGivenName = givenName;
        Arrange();
        Changed?.Invoke();
    }

    /// <summary>Puts a card in front.</summary>
    /// <returns>False when it is not there (any more).</returns>
    public async Task<bool> SelectAsync(long book, string name, CancellationToken cancel)
    {
        var row = all.FirstOrDefault(row => row.Book.Value == book && row.Name == name);
        Selected = row;
        (Card, Stored) = (null, null);
        if (row is not null) await ReadAsync(row, cancel);
        Changed?.Invoke();
        return Card is not null;
    }

    public void Unselect()
    {
        (Selected, Card, Stored, Form) = (null, null, null, null);
        Changed?.Invoke();
    }

    public void New()
    {
        var book = SourceBook is { } source && MayWrite(source) ? source : Writable.FirstOrDefault();
        if (book is null) return;
        Form = new ContactForm(ContactCard.Empty, book.Id, isNew: true);
        Changed?.Invoke();
    }

    public void Edit()
    {
        if (Selected is null || Card is null || !MayWrite(Book(Selected.Book))) return;
        Form = new ContactForm(Card, Selected.Book, isNew: false);
        Changed?.Invoke();
    }

    public void CloseForm()
    {
        Form = null;
        Changed?.Invoke();
    }

    /// <summary>Stores the form. When the card was changed elsewhere meanwhile, what the person changed is put onto the newer text.</summary>
    /// <returns>The outcome, and where the card is now.</returns>
    public async Task<(PutOutcome Outcome, CollectionId Book, string Name)> SaveAsync(CancellationToken cancel)
    {
        var form = Form ?? throw new InvalidOperationException("There is no form.");
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        if (form.IsNew)
        {
            var name = CardImport.NameFor(form.NewUid);
            var body = ContactCardEditor.Create(form.ApplyTo(ContactCard.Empty), form.NewUid, now);
            var made = await objects.PutAsync(Me, form.Book, name, body, Precondition.IsNew, cancel);
            // stored by an earlier try whose answer was lost
            if (made.Status == PutStatus.Exists) made = await objects.PutAsync(Me, form.Book, name, body, Precondition.None, cancel);
            return (made, form.Book, name);
        }

        var row = Selected ?? throw new InvalidOperationException("There is no card.");
        var outcome = new PutOutcome(PutStatus.NotFound);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await objects.GetAsync(Me, row.Book, row.Name, cancel) is not { } newest) return (new PutOutcome(PutStatus.NotFound), row.Book, row.Name);
            var body = ContactCardEditor.Update(newest.Body, form.ApplyTo(ContactCardEditor.Read(newest.Body)), now);
            outcome = body.AsSpan().SequenceEqual(newest.Body.Span)
                ? new PutOutcome(PutStatus.Updated, newest.ETag)
                : await objects.PutAsync(Me, row.Book, row.Name, body, Precondition.Unchanged(newest.ETag), cancel);
            if (outcome.Status != PutStatus.ETagMismatch) break;
        }

        if (outcome.Succeeded && form.Book != row.Book)
        {
            var moved = await objects.MoveAsync(Me, row.Book, row.Name, form.Book, row.Name, overwrite: false, Precondition.None, cancel);
            return (moved, moved.Succeeded ? form.Book : row.Book, row.Name);
        }

        return (outcome, row.Book, row.Name);
    }

    public Task<DeleteOutcome> DeleteAsync(ContactRow row, CancellationToken cancel) => objects.DeleteAsync(Me, row.Book, row.Name, ifMatch: null, cancel);

    public Task<DeleteOutcome> DeleteAsync(CollectionId book, string name, CancellationToken cancel) => objects.DeleteAsync(Me, book, name, ifMatch: null, cancel);

    public Task<PutOutcome> CopyAsync(ContactRow row, CollectionId target, CancellationToken cancel) => objects.CopyAsync(Me, row.Book, row.Name, target, row.Name, overwrite: false, Precondition.None, cancel);

    public Task<PutOutcome> RestoreAsync(ContactRow row, CancellationToken cancel) => objects.RestoreAsync(Me, row.Book, row.Name, cancel);

    /// <summary>Gives a card the text back that an import replaced, unless it was changed again since.</summary>
    public Task<PutOutcome> PutBackAsync(CollectionId book, ReplacedCard card, CancellationToken cancel) => objects.PutAsync(Me, book, card.Name, card.Before, Precondition.Unchanged(card.ETag), cancel);

    private async Task ReadAsync(ContactRow row, CancellationToken cancel)
    {
        Stored = await objects.GetAsync(Me, row.Book, row.Name, cancel);
        Card = Stored is null ? null : ContactCardEditor.Read(Stored.Body);
        HasPicture = Card?.Photo is { } photo && ContactPicture.IsPicture(photo.Bytes);
    }

    private void Arrange()
    {
        var words = SearchText.Fold(Filter).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var compare = StringComparer.Create(CultureInfo.CurrentUICulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
        Rows =
        [
            .. all.Where(row => Source is { } id ? row.Book == id : Book(row.Book) is { } book && (words.Length > 0 || !IsDirectory(book)))
                .Where(row => Matches(row, words))
                .OrderBy(row => Key(row), compare).ThenBy(static row => row.DisplayName, compare).ThenBy(static row => row.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a row is sorted by, and whose first letter it stands under.</summary>
    public string Key(ContactRow row) => ByGivenName ? row.DisplayName : row.SortName;

    /// <summary>"A" to "Z", or "#" for what begins otherwise.</summary>
    public string Letter(ContactRow row)
    {
        var first = SearchText.Fold(Key(row)).EnumerateRunes().FirstOrDefault(static rune => Rune.IsLetterOrDigit(rune));
        return first.Value is >= 'a' and <= 'z' ? ((char)(first.Value - 'a' + 'A')).ToString() : "#";
    }

    private static bool Matches(ContactRow row, string[] words)
    {
        if (words.Length == 0) return true;
        var text = SearchText.Fold(string.Join(' ', (string[])[row.DisplayName, row.SortName, row.Organization, .. row.Emails]));
        return Array.TrueForAll(words, word => text.Contains(word, StringComparison.Ordinal));
    }

    private void OnNotice(ChangeNotice notice)
    {
        var mine = notice.Kind switch
        {
            ChangeKind.Collection => Books.Any(book => book.Id.Value == notice.Id),
            ChangeKind.Rights => notice.Id == Me.Id.Value,
            _ => false,
        };
        if (!mine) return;
        lock (gate)
        {
            soon ??= clock.CreateTimer(
                _ =>
                {
                    lock (gate)
                    {
                        soon?.Dispose();
                        soon = null;
                    }

                    Stale?.Invoke();
                },
                null, Throttle, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        subscription?.Dispose();
        lock (gate) soon?.Dispose();
    }
}
