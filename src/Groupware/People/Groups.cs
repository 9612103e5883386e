using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.People;

/// <summary>Groups of people with addresses of their own.</summary>
public sealed class Groups
{
    private readonly DirectoryMemory memory;
    private readonly TimeProvider time;

    internal Groups(DirectoryMemory memory, TimeProvider time)
    {
        this.memory = memory;
        this.time = time;
    }

    /// <summary>All groups by name. From memory.</summary>
    public async ValueTask<IReadOnlyList<GroupView>> ListAsync(CancellationToken cancel) =>
        [.. (await memory.CurrentAsync(cancel)).Groups.Values.OrderBy(g => g.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>The group; null when there is none. From memory.</summary>
    public async ValueTask<GroupView?> FindAsync(long id, CancellationToken cancel) => (await memory.CurrentAsync(cancel)).Groups.GetValueOrDefault(id);

    /// <summary>Groups the person is in, by name. From memory.</summary>
    public async ValueTask<IReadOnlyList<GroupView>> OfAsync(PersonId person, CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(g => g.Members.Contains(person))];

    /// <summary>Makes a group.</summary>
    public async Task<DirectoryOutcome> CreateAsync(string name, string address, IReadOnlyCollection<PersonId> members, CancellationToken cancel)
    {
        if (name.Trim().Length is 0 or > 200) return DirectoryOutcome.InvalidName;
        if (!AddressText.TryNormalize(address, out var main)) return DirectoryOutcome.InvalidAddress;
        return await memory.ChangeAsync(async db =>
        {
            if (await Persons.AddressFaultAsync(db, main, cancel) is { } fault) return fault;
            var group = new PersonGroup { Name = name.Trim(), Address = main, CreatedAt = Instant.FromDateTimeOffset(time.GetUtcNow()) };
            db.Add(group);
            await db.SaveChangesAsync(cancel);
            db.Add(new DirectoryAddress { Address = main, GroupId = group.Id });
            foreach (var member in members.Distinct()) db.Add(new PersonGroupMember { GroupId = group.Id, PersonId = member });
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Gives the group another name.</summary>
    public Task<DirectoryOutcome> RenameAsync(long id, string name, CancellationToken cancel)
    {
        if (name.Trim().Length is 0 or > 200) return Task.FromResult(DirectoryOutcome.InvalidName);
        return memory.ChangeAsync(async db =>
        {
            if (await db.PersonGroups.SingleOrDefaultAsync(g => g.Id == id, cancel) is not { } group) return DirectoryOutcome.NotFound;
            group.Name = name.Trim();
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Removes the group and its addresses; its members stay as they are.</summary>
    public Task<DirectoryOutcome> DeleteAsync(long id, CancellationToken cancel) => memory.ChangeAsync(async db =>
        await db.PersonGroups.Where(g => g.Id == id).ExecuteDeleteAsync(cancel) == 1 ? DirectoryOutcome.Done : DirectoryOutcome.NotFound, cancel);

    /// <summary>Takes a person in; one who is in already stays.</summary>
    public Task<DirectoryOutcome> AddMemberAsync(long id, PersonId person, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (!await db.PersonGroups.AnyAsync(g => g.Id == id, cancel) || !await db.Persons.AnyAsync(p => p.Id == person, cancel)) return DirectoryOutcome.NotFound;
        if (!await db.PersonGroupMembers.AnyAsync(m => m.GroupId == id && m.PersonId == person, cancel)) db.Add(new PersonGroupMember { GroupId = id, PersonId = person });
        return DirectoryOutcome.Done;
    }, cancel);

    /// <summary>Takes a person out.</summary>
    public Task<DirectoryOutcome> RemoveMemberAsync(long id, PersonId person, CancellationToken cancel) => memory.ChangeAsync(async db =>
        await db.PersonGroupMembers.Where(m => m.GroupId == id && m.PersonId == person).ExecuteDeleteAsync(cancel) == 1 ? DirectoryOutcome.Done : DirectoryOutcome.NotFound, cancel);

    /// <summary>Gives the group one more address.</summary>
    public async Task<DirectoryOutcome> AddAddressAsync(long id, string text, CancellationToken cancel)
    {
        if (!AddressText.TryNormalize(text, out var address)) return DirectoryOutcome.InvalidAddress;
        return await memory.ChangeAsync(async db =>
        {
            if (!await db.PersonGroups.AnyAsync(g => g.Id == id, cancel)) return DirectoryOutcome.NotFound;
            if (await Persons.AddressFaultAsync(db, address, cancel) is { } fault) return fault;
            db.Add(new DirectoryAddress { Address = address, GroupId = id });
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Takes an address away; the main one stays.</summary>
    public Task<DirectoryOutcome> RemoveAddressAsync(long id, string address, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (await db.PersonGroups.AnyAsync(g => g.Id == id && g.Address == address, cancel)) return DirectoryOutcome.MainAddress;
        return await db.DirectoryAddresses.Where(a => a.Address == address && a.GroupId == id).ExecuteDeleteAsync(cancel) == 1 ? DirectoryOutcome.Done : DirectoryOutcome.NotFound;
    }, cancel);
}
