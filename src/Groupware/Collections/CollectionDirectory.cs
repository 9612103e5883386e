using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;

namespace Groupware.Collections;

/// <summary>Finds, makes, renames, colours, shares and deletes calendars, task lists and address books. Every call checks the person's rights.</summary>
public sealed class CollectionDirectory(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, Persons persons, IChangeFeed feed, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<PersonId, bool> complete = new();
    private readonly SemaphoreSlim ensuring = new(1, 1);

    /// <summary>The person's own collections, then those of others that may at least be seen as free/busy.</summary>
    /// <param name="kind">Null: all kinds.</param>
    public async Task<IReadOnlyList<CollectionView>> ListAsync(SignedInPerson person, CollectionKind? kind, CancellationToken cancel)
    {
        await EnsureDefaultsAsync(person.Id, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var me = person.Id;
        var rows = await CollectionRows.Visible(db, me).Where(c => kind == null || c.Kind == kind).AsNoTracking().ToListAsync(cancel);
        var seen = await CollectionRows.SeenByAsync(db, persons, me, rows, cancel);
        return [.. seen.OrderBy(c => c.Owner != me).ThenBy(c => c.Order).ThenBy(c => c.DisplayName, StringComparer.CurrentCultureIgnoreCase).ThenBy(c => c.Id.Value)];
    }

    /// <summary>One collection; null when there is none for this person.</summary>
    public Task<CollectionView?> FindAsync(SignedInPerson person, CollectionId id, CancellationToken cancel) =>
        FindAsync(person, all => all.Where(c => c.Id == id), cancel);

    /// <summary>By its place in one of the owner's homes.</summary>
    /// <param name="ownerAddress">Any address of the owner, in any case; empty: the suite's own.</param>
    /// <param name="books">In the home of address books; false: in that of calendars and task lists.</param>
    public async Task<CollectionView?> FindAsync(SignedInPerson person, string ownerAddress, bool books, string pathName, CancellationToken cancel)
    {
        var owner = ownerAddress.Length == 0 ? new PersonId(0) : (await persons.FindByAddressAsync(ownerAddress, cancel))?.Id;
        if (owner is null) return null;
        if (owner == person.Id) await EnsureDefaultsAsync(person.Id, cancel);
        return await FindAsync(person, all => all.Where(c => c.OwnerId == owner && c.IsBook == books && c.PathName == pathName), cancel);
    }

    /// <summary>Makes a collection of the person's own.</summary>
    /// <param name="pathName">Null: made from the name.</param>
    /// <param name="color">Null: the next of the palette.</param>
    /// <returns>Null when <paramref name="pathName"/> is taken.</returns>
    public Task<CollectionView?> TryCreateAsync(SignedInPerson person, CollectionKind kind, string displayName, string? pathName, string? color, string? components, CancellationToken cancel) =>
        CreateAsync(person, new Collection { Kind = kind, DisplayName = displayName, PathName = pathName ?? "", Color = color ?? "", Components = components ?? "" }, cancel);

    /// <summary>Makes a collection of the person's own.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="pathName"/> is taken.</exception>
    public async Task<CollectionView> CreateAsync(SignedInPerson person, CollectionKind kind, string displayName, string? pathName, string? color, CancellationToken cancel) =>
        await TryCreateAsync(person, kind, displayName, pathName, color, components: null, cancel) ?? throw new InvalidOperationException($"There is already a collection {pathName}.");

    /// <summary>Changes name, colour, order, zone or visibility.</summary>
    /// <returns>False when there is no such collection, or the person may not change what is asked.</returns>
    public async Task<bool> UpdateAsync(SignedInPerson person, CollectionId id, CollectionChangeRequest change, CancellationToken cancel)
    {
        if (await FindAsync(person, id, cancel) is not { } view) return false;
        var owner = view.Owner == person.Id;
        if ((change.DisplayName is not null || change.ZoneId is not null) && view.Access < AccessLevel.Manage) return false;
        await writes.RunAsync(
            async (db, stop) =>
            {
                var row = await db.Set<Collection>().SingleAsync(c => c.Id == id, stop);
                if (change.DisplayName is { } name) row.DisplayName = name;
                if (change.ZoneId is { } zone) row.ZoneId = zone.Length == 0 ? null : zone;
                if (owner)
                {
                    if (change.Color is { } color) row.Color = color;
                    if (change.Order is { } order) row.SortOrder = order;
                }

                if (change.Hidden is not null || (!owner && (change.Color is not null || change.Order is not null)))
                {
                    var display = await db.Set<CollectionDisplay>().SingleOrDefaultAsync(d => d.CollectionId == id && d.PersonId == person.Id, stop);
                    if (display is null) db.Add(display = new CollectionDisplay { CollectionId = id, PersonId = person.Id });
                    display.Hidden = change.Hidden ?? display.Hidden;
                    if (!owner)
                    {
                        display.Color = change.Color ?? display.Color;
                        display.SortOrder = change.Order ?? display.SortOrder;
                    }
                }

                await db.SaveChangesAsync(stop);
            },
            cancel);
        feed.Publish(new ChangeNotice(ChangeKind.Collection, id.Value));
        return true;
    }

    /// <summary>Deletes a collection that the person manages; it can be restored for as long as the change log is kept.</summary>
    /// <returns>False when there is none, or the person may not.</returns>
    public async Task<bool> DeleteAsync(SignedInPerson person, CollectionId id, CancellationToken cancel)
    {
        if (await FindAsync(person, id, cancel) is not { Access: AccessLevel.Manage } view) return false;
        var others = await writes.RunAsync(
            async (db, stop) =>
            {
                var row = await db.Set<Collection>().SingleAsync(c => c.Id == id, stop);
                row.DeletedAt = clock.GetCurrentInstant();
                row.PathName = DeletedPath(id, view.PathName);
                await db.SaveChangesAsync(stop);
                return await db.Set<CollectionRight>().Where(r => r.CollectionId == id).Select(r => r.PersonId).ToListAsync(stop);
            },
            cancel);
        Tell(id, [view.Owner, .. others]);
        return true;
    }

    /// <summary>Takes a deletion back: whoever may delete may do this too. The collection gets its path back if that is still free.</summary>
    /// <returns>True also when it is back already; false when it is gone for good, or the person doesn't manage it (any more).</returns>
    public async Task<bool> RestoreAsync(SignedInPerson person, CollectionId id, CancellationToken cancel)
    {
        var others = await writes.RunAsync<IReadOnlyList<PersonId>?>(
            async (db, stop) =>
            {
                var row = await db.Set<Collection>().SingleOrDefaultAsync(c => c.Id == id, stop);
                if (row is null) return null;
                var rights = await db.Set<CollectionRight>().AsNoTracking().Where(r => r.CollectionId == id).ToListAsync(stop);
                if (AccessOf(person.Id, row.OwnerId, rights.Find(r => r.PersonId == person.Id)?.Level ?? AccessLevel.None, row.Everyone) < AccessLevel.Manage) return null;
                IReadOnlyList<PersonId> concerned = [row.OwnerId, .. rights.Select(r => r.PersonId)];
                if (row.DeletedAt is null) return concerned;
                var name = row.PathName[(row.PathName.LastIndexOf('/') + 1)..];
                var taken = await db.Set<Collection>().AnyAsync(c => c.OwnerId == row.OwnerId && c.IsBook == row.IsBook && c.PathName == name, stop);
                row.PathName = taken ? string.Create(CultureInfo.InvariantCulture, $"{name}-{id.Value}") : name;
                row.DeletedAt = null;
                await db.SaveChangesAsync(stop);
                return concerned;
            },
            cancel);
        if (others is null) return false;
        Tell(id, others);
        return true;
    }

    /// <summary>With whom a collection is shared; empty unless the person manages it.</summary>
    public async Task<IReadOnlyList<ShareView>> SharesAsync(SignedInPerson person, CollectionId id, CancellationToken cancel)
    {
        if (await FindAsync(person, id, cancel) is not { Access: AccessLevel.Manage }) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var shares = new List<ShareView>();
        foreach (var right in await CollectionRows.RightsAsync(db, id, cancel))
        {
            if (await persons.FindAsync(right.PersonId, cancel) is { } with) shares.Add(new ShareView(with.Id, with.DisplayName, with.Address, right.Level));
        }

        return [.. shares.OrderBy(s => s.DisplayName, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Gives another person a right on a collection, or takes it away (<see cref="AccessLevel.None"/>). The other's open pages are told.</summary>
    /// <returns>False when there is no such collection, the person doesn't manage it, or <paramref name="with"/> is its owner.</returns>
    public async Task<bool> ShareAsync(SignedInPerson person, CollectionId id, PersonId with, AccessLevel level, CancellationToken cancel)
    {
        if (await FindAsync(person, id, cancel) is not { Access: AccessLevel.Manage } view || view.Owner == with) return false;
        await writes.RunAsync(
            async (db, stop) =>
            {
                var right = await db.Set<CollectionRight>().SingleOrDefaultAsync(r => r.CollectionId == id && r.PersonId == with, stop);
                if (level == AccessLevel.None)
                {
                    if (right is not null) db.Remove(right);
                }
                else if (right is null)
                {
                    db.Add(new CollectionRight { CollectionId = id, PersonId = with, Level = level });
                }
                else
                {
                    right.Level = level;
                }

                await db.SaveChangesAsync(stop);
            },
            cancel);
        Tell(id, [with]);
        return true;
    }

    /// <summary>Sees to it that the person has a calendar, a task list and an address book.</summary>
    public async Task EnsureDefaultsAsync(PersonId person, CancellationToken cancel)
    {
        if (complete.ContainsKey(person)) return;
        await ensuring.WaitAsync(cancel);
        try
        {
            if (complete.ContainsKey(person)) return;
            var language = (await persons.FindAsync(person, cancel))?.Language ?? "en";
            bool made;
            try
            {
                made = await writes.RunAsync((db, stop) => MakeDefaultsAsync(db, person, language, stop), cancel);
            }
            catch (DbUpdateException)
            {
                // another node made them at the same moment: the second look finds them
                made = await writes.RunAsync((db, stop) => MakeDefaultsAsync(db, person, language, stop), cancel);
            }

            complete[person] = true;
            if (made) feed.Publish(new ChangeNotice(ChangeKind.Rights, person.Value));
        }
        finally
        {
            ensuring.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ensuring.Dispose();

    /// <summary>The owner may do all, others what the rights table or <see cref="Collection.Everyone"/> says, whichever is more.</summary>
    internal static AccessLevel AccessOf(PersonId person, PersonId owner, AccessLevel right, AccessLevel everyone) =>
        owner == person ? AccessLevel.Manage : (AccessLevel)Math.Max((int)right, (int)everyone);

    internal async Task<CollectionView?> CreateAsync(SignedInPerson person, Collection made, CancellationToken cancel)
    {
        await EnsureDefaultsAsync(person.Id, cancel);
        made.OwnerId = person.Id;
        made.CreatedAt = clock.GetCurrentInstant();
        made.Epoch = 1;
        made.IsBook = made.Kind == CollectionKind.AddressBook;
        if (made.Components.Length == 0) made.Components = DefaultCollections.Components(made.Kind);
        var given = made.PathName.Length > 0;
        var id = await writes.RunAsync<CollectionId?>(
            async (db, stop) =>
            {
                var own = await db.Set<Collection>().Where(c => c.OwnerId == person.Id).Select(c => new { c.IsBook, c.PathName, c.Color, c.SortOrder, c.DeletedAt }).ToListAsync(stop);
                if (given && own.Any(c => c.IsBook == made.IsBook && string.Equals(c.PathName, made.PathName, StringComparison.Ordinal))) return null;
                if (!given) made.PathName = FreePath(made.DisplayName, [.. own.Where(c => c.IsBook == made.IsBook).Select(c => c.PathName)]);
                if (made.Color.Length == 0) made.Color = DefaultCollections.NextColor(own.Where(c => c.DeletedAt == null).Select(c => c.Color));
                made.SortOrder = made.SortOrder != 0 ? made.SortOrder : own.Select(c => c.SortOrder).DefaultIfEmpty().Max() + 1;
                db.Add(made);
                try
                {
                    await db.SaveChangesAsync(stop);
                }
                catch (DbUpdateException) when (given)
                {
                    return null;   // another node was faster with the same path
                }

                return made.Id;
            },
            cancel);
        if (id is null) return null;
        feed.Publish(new ChangeNotice(ChangeKind.Rights, person.Id.Value));
        return await FindAsync(person, id.Value, cancel);
    }

    private async Task<bool> MakeDefaultsAsync(GroupwareContext db, PersonId person, string language, CancellationToken cancel)
    {
        // deleted ones count: who deleted the last task list doesn't get another one
        var have = await db.Set<Collection>().Where(c => c.OwnerId == person).Select(c => c.Kind).Distinct().ToListAsync(cancel);
        var missing = DefaultCollections.For(language).Where(c => !have.Contains(c.Kind)).ToList();
        foreach (var one in missing)
        {
            one.OwnerId = person;
            one.CreatedAt = clock.GetCurrentInstant();
            one.Epoch = 1;
            one.IsBook = one.Kind == CollectionKind.AddressBook;
            db.Add(one);
        }

        if (missing.Count > 0) await db.SaveChangesAsync(cancel);
        return missing.Count > 0;
    }

    private async Task<CollectionView?> FindAsync(SignedInPerson person, Func<IQueryable<Collection>, IQueryable<Collection>> which, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await which(db.Set<Collection>().AsNoTracking().Where(c => c.DeletedAt == null)).ToListAsync(cancel);
        return rows.Count == 0 ? null : (await CollectionRows.SeenByAsync(db, persons, person.Id, rows, cancel)).FirstOrDefault();
    }

    private void Tell(CollectionId id, IEnumerable<PersonId> people)
    {
        foreach (var one in people.Distinct()) feed.Publish(new ChangeNotice(ChangeKind.Rights, one.Value));
        feed.Publish(new ChangeNotice(ChangeKind.Collection, id.Value));
    }

    private static string DeletedPath(CollectionId id, string pathName) => string.Create(CultureInfo.InvariantCulture, $"/{id.Value}/{pathName}");

    /// <summary>"Équipe Vente" becomes "equipe-vente", then "equipe-vente-2".</summary>
    private static string FreePath(string displayName, List<string> taken)
    {
        var path = new StringBuilder();
        foreach (var c in SearchText.Fold(displayName))
        {
            if (char.IsAsciiLetterOrDigit(c)) path.Append(c);
            else if (path.Length > 0 && path[^1] != '-') path.Append('-');
        }

        var stem = path.ToString().Trim('-');
        if (stem.Length == 0) stem = "collection";
        if (stem.Length > 60) stem = stem[..60];
        var free = stem;
        for (var n = 2; taken.Contains(free, StringComparer.Ordinal); n++) free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
        return free;
    }
}
