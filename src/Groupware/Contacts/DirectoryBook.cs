using System.Globalization;
using System.Threading.Channels;
using Groupware.Collections;
using Groupware.Formats.VCard;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace Groupware.Contacts;

/// <summary>
/// Keeps the company directory as a book that everybody reads and nobody writes, a card for each person with an open account. It is a real
/// collection, so that the contacts page, type-ahead and phones see it like any other; a card is written only when it says something new.
/// </summary>
internal sealed class DirectoryBook(
    Persons persons, ObjectReader reader, IObjectWriter writer, IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, IChangeFeed feed, TimeProvider clock, ILogger<DirectoryBook> logger)
    : BackgroundService
{
    /// <summary>The book's place in the suite's own home.</summary>
    public const string PathName = "directory";

    private static readonly TimeSpan Fallback = TimeSpan.FromMinutes(5);

    private readonly Channel<bool> wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hearing = feed.Subscribe(notice =>
        {
            if (notice.Kind == ChangeKind.Person) wanted.Writer.TryWrite(true);
        });
        using var timer = new PeriodicTimer(Fallback, clock);   // a notice may be lost
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await UpdateAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                logger.DirectoryBookBehind(cause);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(wanted.Reader.WaitToReadAsync(either.Token).AsTask(), timer.WaitForNextTickAsync(either.Token).AsTask());
            await either.CancelAsync();
            wanted.Reader.TryRead(out _);
        }
    }

    /// <summary>Brings the book in step with the directory.</summary>
    internal async Task UpdateAsync(CancellationToken cancel)
    {
        var people = await persons.ListAsync(search: null, withDisabled: false, cancel);
        var book = await BookAsync(people.Count > 0, cancel);
        if (book is not { } id) return;
        var gone = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var after = ""; ;)
        {
            var page = await reader.ListAsync(id, after, 1000, cancel);
            foreach (var one in page) gone[one.Name] = one.Hash;
            if (page.Count < 1000) break;
            after = page[^1].Name;
        }

        foreach (var person in people)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"person-{person.Id.Value}.vcf");
            var content = CardContent.Read(Card(person)).Content ?? throw new InvalidOperationException("A card of the directory is no card.");
            if (!gone.Remove(name, out var hash) || hash != content.Hash)
                await writer.PutAsync(new ObjectPut(DefaultCollections.Suite, id, name, content, Precondition.None), cancel);
        }

        foreach (var name in gone.Keys) await writer.DeleteAsync(new ObjectDelete(DefaultCollections.Suite, id, name, Precondition.None), cancel);
    }

    private static byte[] Card(PersonView person)
    {
        var document = CardDocument.Create(VCardVersion.V30);
        var card = document.Card;
        card.Add("PRODID", "-//Groupware//EN");
        card.Add("UID", string.Create(CultureInfo.InvariantCulture, $"person-{person.Id.Value}@directory"));
        card.SetText("FN", person.DisplayName);
        var space = person.DisplayName.LastIndexOf(' ');
        var name = space < 0 ? StructuredName.Empty with { Given = person.DisplayName } : StructuredName.Empty with { Given = person.DisplayName[..space], Family = person.DisplayName[(space + 1)..] };
        card.Add("N", name.ToRaw());
        card.Add("EMAIL", person.Address, ("TYPE", "WORK"));
        foreach (var alias in person.Aliases) card.Add("EMAIL", alias, ("TYPE", "WORK"));
        return document.ToBytes();
    }

    private async Task<CollectionId?> BookAsync(bool make, CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await FindAsync(db, cancel) is { } known) return known;
        }

        if (!make) return null;
        return await writes.RunAsync<CollectionId?>(
            async (db, stop) =>
            {
                if (await FindAsync(db, stop) is { } known) return known;
                var book = new Collection
                {
                    OwnerId = DefaultCollections.Suite,
                    Kind = CollectionKind.AddressBook,
                    IsBook = true,
                    Components = DefaultCollections.Components(CollectionKind.AddressBook),
                    PathName = PathName,
                    DisplayName = DefaultCollections.DirectoryName(french: false),
                    Color = "c12",
                    SortOrder = 1000,
                    Everyone = AccessLevel.Read,
                    Epoch = 1,
                    CreatedAt = clock.GetCurrentInstant(),
                };
                db.Add(book);
                await db.SaveChangesAsync(stop);
                return book.Id;
            },
            cancel);
    }

    private static async Task<CollectionId?> FindAsync(GroupwareContext db, CancellationToken cancel) =>
        (await db.Set<Collection>().AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == DefaultCollections.Suite && c.PathName == PathName, cancel))?.Id;
}
