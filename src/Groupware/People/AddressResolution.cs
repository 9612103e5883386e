namespace Groupware.People;

/// <summary>Answers the mail host's questions about addresses, from memory, in microseconds.</summary>
public sealed class AddressResolution
{
    private static readonly RecipientResolution Foreign = new(RecipientKind.Foreign, [], false);
    private static readonly RecipientResolution Unknown = new(RecipientKind.Unknown, [], false);

    private readonly DirectoryMemory memory;

    internal AddressResolution(DirectoryMemory memory) => this.memory = memory;

    /// <summary>The domain is one of ours.</summary>
    public async ValueTask<bool> IsLocalDomainAsync(string domain, CancellationToken cancel) =>
        (await memory.CurrentAsync(cancel)).Domains.ContainsKey(domain.ToLowerInvariant());

    /// <summary>Where mail for the address goes; "+tag" and case don't matter.</summary>
    public async ValueTask<RecipientResolution> ResolveAsync(string address, CancellationToken cancel)
    {
        var snapshot = await memory.CurrentAsync(cancel);
        var wanted = address.Trim().ToLowerInvariant();
        if (snapshot.Find(wanted) is not { } found) return snapshot.Domains.ContainsKey(AddressText.DomainOf(wanted)) ? Unknown : Foreign;
        if (found.PersonId is { } id && snapshot.Persons.TryGetValue(id, out var person))
            return new RecipientResolution(RecipientKind.Person, [person.Address], found.Address == person.Address);
        if (found.GroupId is { } groupId && snapshot.Groups.TryGetValue(groupId, out var group))
            return new RecipientResolution(RecipientKind.Group, [.. group.Members.Select(m => snapshot.Persons[m]).Where(p => !p.Disabled).Select(p => p.Address)], false);
        return Unknown;
    }

    /// <summary>Canonical addresses of the people who may send as this address: its owner, or the members of the group. Empty when nobody may.</summary>
    public async ValueTask<IReadOnlyList<string>> SendersAsync(string address, CancellationToken cancel) =>
        (await ResolveAsync(address, cancel)).Mailboxes;
}
