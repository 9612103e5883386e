using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Collections;

/// <summary>The queries behind <see cref="CollectionDirectory"/>.</summary>
internal static class CollectionRows
{
    /// <summary>Living collections that the person owns, was given a right on, or that are everybody's.</summary>
    public static IQueryable<Collection> Visible(GroupwareContext db, PersonId person) =>
        db.Set<Collection>().Where(c => c.DeletedAt == null
            && (c.OwnerId == person
                || db.Set<CollectionRight>().Where(r => r.PersonId == person).Select(r => r.CollectionId).Contains(c.Id)
                || c.Everyone > AccessLevel.None));

    /// <summary>The rows as the person sees them; those without any right are left out.</summary>
    public static async Task<List<CollectionView>> SeenByAsync(GroupwareContext db, Persons persons, PersonId person, List<Collection> rows, CancellationToken cancel)
    {
        var ids = rows.ConvertAll(c => c.Id);
        var rights = await db.Set<CollectionRight>().AsNoTracking().Where(r => r.PersonId == person && ids.Contains(r.CollectionId)).ToDictionaryAsync(r => r.CollectionId, r => r.Level, cancel);
        var displays = await db.Set<CollectionDisplay>().AsNoTracking().Where(d => d.PersonId == person && ids.Contains(d.CollectionId)).ToDictionaryAsync(d => d.CollectionId, cancel);
        var french = (await persons.FindAsync(person, cancel))?.Language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ?? false;
        var seen = new List<CollectionView>(rows.Count);
        foreach (var c in rows)
        {
            var access = CollectionDirectory.AccessOf(person, c.OwnerId, rights.GetValueOrDefault(c.Id), c.Everyone);
            if (access == AccessLevel.None) continue;
            var owner = await persons.FindAsync(c.OwnerId, cancel);
            var display = displays.GetValueOrDefault(c.Id);
            seen.Add(new CollectionView(
                c.Id, c.Kind, c.OwnerId, owner?.DisplayName ?? "", owner?.Address ?? "", c.PathName, c.OwnerId == DefaultCollections.Suite ? DefaultCollections.DirectoryName(french) : c.DisplayName, display?.Color ?? c.Color, display?.SortOrder ?? c.SortOrder, c.ZoneId, access, c.SyncToken, display?.Hidden ?? false, c.Components));
        }

        return seen;
    }

    /// <summary>The rights on a collection.</summary>
    public static Task<List<CollectionRight>> RightsAsync(GroupwareContext db, CollectionId id, CancellationToken cancel) =>
        db.Set<CollectionRight>().AsNoTracking().Where(r => r.CollectionId == id).ToListAsync(cancel);
}
