using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Collections;

/// <summary>Properties of collections and their members that protocols set: descriptions, time zones, and those that only clients understand.</summary>
public sealed class CollectionProperties(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, CollectionDirectory directory, IChangeFeed feed)
{
    /// <summary>Dead properties one resource may have.</summary>
    public const int MaxDeadProperties = 200;

    /// <summary>Details of collections that the caller may see. Two queries.</summary>
    public async Task<IReadOnlyDictionary<CollectionId, CollectionDetails>> DetailsAsync(IReadOnlyCollection<CollectionView> collections, CancellationToken cancel)
    {
        var ids = collections.Select(c => c.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<Collection>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancel);
        var dead = (await db.Set<DeadProperty>().AsNoTracking().Where(p => p.ObjectId == 0 && ids.Contains(p.CollectionId)).ToListAsync(cancel)).ToLookup(p => p.CollectionId);
        return rows.ToDictionary(
            c => c.Id,
            c => new CollectionDetails(
                c.Id, c.Description, c.DescriptionLanguage, c.TimeZoneText, c.Transparent, new SyncToken(c.Id, c.Epoch, c.SyncToken),
                dead[c.Id].ToDictionary(p => p.Name, p => p.Xml, StringComparer.Ordinal)));
    }

    /// <summary>Changes properties of a collection.</summary>
    /// <returns>False when there is no such collection, or the person may not.</returns>
    public async Task<bool> ChangeAsync(SignedInPerson person, CollectionId id, CollectionPropertyChanges changes, CancellationToken cancel)
    {
        if (await directory.FindAsync(person, id, cancel) is not { } view) return false;
        if (changes.ForEverybody && view.Access < AccessLevel.Manage) return false;
        if (changes.DisplayName is not null || changes.Color is not null || changes.Order is not null)
        {
            if (!await directory.UpdateAsync(person, id, new CollectionChangeRequest(changes.DisplayName, changes.Color, changes.Order), cancel)) return false;
        }

        if (changes.Description is null && changes.TimeZone is null && changes.Transparent is null && changes.Dead is not { Count: > 0 }) return true;
        await writes.RunAsync(
            async (db, stop) =>
            {
                var row = await db.Set<Collection>().SingleAsync(c => c.Id == id, stop);
                if (changes.Description is { } description) (row.Description, row.DescriptionLanguage) = description;
                if (changes.TimeZone is { } zone) (row.TimeZoneText, row.ZoneId) = zone;
                if (changes.Transparent is { } transparent) row.Transparent = transparent;
                if (changes.Dead is { } dead) await SetDeadAsync(db, id, 0, dead, stop);
                await db.SaveChangesAsync(stop);
            },
            cancel);
        feed.Publish(new ChangeNotice(ChangeKind.Collection, id.Value));
        return true;
    }

    /// <summary>Dead properties of one member; the caller has read the member.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DeadAsync(CollectionId collection, long objectId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DeadProperty>().AsNoTracking().Where(p => p.CollectionId == collection && p.ObjectId == objectId).ToDictionaryAsync(p => p.Name, p => p.Xml, StringComparer.Ordinal, cancel);
    }

    /// <summary>Dead properties of several members of one collection, by id; those that have none are left out. The caller has read the members.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<string, string>>> DeadAsync(CollectionId collection, IReadOnlyCollection<long> objectIds, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<DeadProperty>().AsNoTracking().Where(p => p.CollectionId == collection && objectIds.Contains(p.ObjectId)).ToListAsync(cancel);
        return rows.GroupBy(p => p.ObjectId).ToDictionary(g => g.Key, IReadOnlyDictionary<string, string> (g) => g.ToDictionary(p => p.Name, p => p.Xml, StringComparer.Ordinal));
    }

    /// <summary>Sets and removes dead properties of one member.</summary>
    /// <returns>False when the person may not write in the collection.</returns>
    public async Task<bool> ChangeDeadAsync(SignedInPerson person, CollectionId collection, long objectId, IReadOnlyDictionary<string, string?> dead, CancellationToken cancel)
    {
        if (await directory.FindAsync(person, collection, cancel) is not { Access: >= AccessLevel.Write }) return false;
        await writes.RunAsync(
            async (db, stop) =>
            {
                await SetDeadAsync(db, collection, objectId, dead, stop);
                await db.SaveChangesAsync(stop);
            },
            cancel);
        return true;
    }

    private static async Task SetDeadAsync(GroupwareContext db, CollectionId collection, long objectId, IReadOnlyDictionary<string, string?> dead, CancellationToken cancel)
    {
        var have = await db.Set<DeadProperty>().Where(p => p.CollectionId == collection && p.ObjectId == objectId).ToDictionaryAsync(p => p.Name, StringComparer.Ordinal, cancel);
        foreach (var (name, xml) in dead)
        {
            var old = have.GetValueOrDefault(name);
            if (xml is null && old is not null) db.Remove(old);
            else if (xml is not null && old is not null) old.Xml = xml;
            else if (xml is not null && have.Count < MaxDeadProperties) db.Add(new DeadProperty { CollectionId = collection, ObjectId = objectId, Name = name, Xml = xml });
        }
    }
}
