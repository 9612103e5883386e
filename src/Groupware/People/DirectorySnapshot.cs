using System.Collections.Frozen;
using Groupware.Storage;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.People;

/// <summary>The whole directory at one version, immutable, without any secret. A few megabytes for ten thousand people.</summary>
internal sealed class DirectorySnapshot
{
    public static readonly DirectorySnapshot Empty = new(0, [], [], [], []);

    public DirectorySnapshot(long version, IReadOnlyList<MailDomain> domains, IReadOnlyList<Person> persons, IReadOnlyList<DirectoryAddress> addresses,
        IReadOnlyList<(PersonGroup Group, PersonId[] Members)> groups)
    {
        Version = version;
        var ofPerson = addresses.Where(a => a.PersonId is not null).ToLookup(a => a.PersonId!.Value, a => a.Address);
        var ofGroup = addresses.Where(a => a.GroupId is not null).ToLookup(a => a.GroupId!.Value, a => a.Address);
        Persons = persons.ToFrozenDictionary(p => p.Id, p => new PersonView(p.Id, p.Address, p.DisplayName, p.Language, p.ZoneId, p.IsAdministrator, p.DisabledAt,
            p.QuotaBytes, p.SecretGeneration, p.CreatedAt, [.. ofPerson[p.Id].Where(a => a != p.Address).Order(StringComparer.Ordinal)]));
        Groups = groups.ToFrozenDictionary(g => g.Group.Id, g => new GroupView(g.Group.Id, g.Group.Name, g.Group.Address,
            [.. ofGroup[g.Group.Id].Where(a => a != g.Group.Address).Order(StringComparer.Ordinal)],
            [.. g.Members.OrderBy(m => Persons.TryGetValue(m, out var p) ? p.DisplayName : "", StringComparer.CurrentCultureIgnoreCase)]));
        Addresses = addresses.ToFrozenDictionary(a => a.Address, StringComparer.Ordinal);
        var used = addresses.GroupBy(a => AddressText.DomainOf(a.Address), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var people = persons.GroupBy(p => AddressText.DomainOf(p.Address), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Domains = domains.ToFrozenDictionary(d => d.Name, d => new DomainView(d.Name, people.GetValueOrDefault(d.Name), used.GetValueOrDefault(d.Name), d.CreatedAt), StringComparer.Ordinal);
    }

    public long Version { get; }

    public FrozenDictionary<PersonId, PersonView> Persons { get; }

    public FrozenDictionary<long, GroupView> Groups { get; }

    public FrozenDictionary<string, DirectoryAddress> Addresses { get; }

    public FrozenDictionary<string, DomainView> Domains { get; }

    /// <summary>Whose the address is, "+tag" or not; null when it is nobody's or a group's.</summary>
    public PersonView? PersonOf(string normalized) =>
        Find(normalized) is { PersonId: { } id } ? Persons.GetValueOrDefault(id) : null;

    public DirectoryAddress? Find(string normalized) =>
        Addresses.GetValueOrDefault(normalized) ?? Addresses.GetValueOrDefault(AddressText.WithoutTag(normalized));

    /// <summary>Five queries; the version is read first, so that a change made meanwhile is seen as one more version.</summary>
    public static async Task<DirectorySnapshot> LoadAsync(GroupwareContext db, CancellationToken cancel)
    {
        var version = await db.DirectoryStates.AsNoTracking().Where(s => s.Id == 1).Select(s => s.Version).SingleAsync(cancel);
        var domains = await db.MailDomains.AsNoTracking().ToListAsync(cancel);
        var persons = await db.Persons.AsNoTracking().ToListAsync(cancel);
        var addresses = await db.DirectoryAddresses.AsNoTracking().ToListAsync(cancel);
        var groups = await db.PersonGroups.AsNoTracking().ToListAsync(cancel);
        var members = (await db.PersonGroupMembers.AsNoTracking().ToListAsync(cancel)).ToLookup(m => m.GroupId, m => m.PersonId);
        return new DirectorySnapshot(version, domains, persons, addresses, [.. groups.Select(g => (g, members[g.Id].ToArray()))]);
    }
}
