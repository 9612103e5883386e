using Groupware.People;

namespace Groupware.Web.Admin;

/// <summary>What each command does; an answer is one sentence why not, or null.</summary>
internal sealed class DirectoryCommands(Persons persons, Domains domains, Groups groups, PeopleOptions options, PasswordQuestion question, TextWriter output)
{
    public Task<string?> RunAsync(AdminArguments a, CancellationToken cancel) => a.Command switch
    {
        "list-people" => ListPeopleAsync(cancel),
        "add-person" => AddPersonAsync(a, cancel),
        "reset-password" => WithPersonAsync(a, async p => await question.AskAsync(p.Address) is { } password ? await persons.SetPasswordAsync(p.Id, password, cancel) : DirectoryOutcome.PasswordLength, cancel),
        "change-person" => ChangePersonAsync(a, cancel),
        "disable" => WithPersonAsync(a, p => persons.DisableAsync(p.Id, cancel), cancel),
        "enable" => WithPersonAsync(a, p => persons.EnableAsync(p.Id, cancel), cancel),
        "add-alias" => WithPersonAsync(a, p => persons.AddAliasAsync(p.Id, a.Words[1], cancel), cancel),
        "remove-alias" => WithPersonAsync(a, p => persons.RemoveAliasAsync(p.Id, a.Words[1].ToLowerInvariant(), cancel), cancel),
        "list-domains" => ListDomainsAsync(cancel),
        "add-domain" => SayAsync(a.Words[0], domains.AddAsync(a.Words[0], cancel)),
        "remove-domain" => SayAsync(a.Words[0], domains.RemoveAsync(a.Words[0].ToLowerInvariant(), cancel)),
        "list-groups" => ListGroupsAsync(cancel),
        "add-group" => AddGroupAsync(a, cancel),
        "remove-group" => WithGroupAsync(a.Words[0], g => groups.DeleteAsync(g.Id, cancel), cancel),
        "join" => WithPersonAsync(a, p => MembershipAsync(a.Words[1], g => groups.AddMemberAsync(g.Id, p.Id, cancel), cancel), cancel),
        "leave" => WithPersonAsync(a, p => MembershipAsync(a.Words[1], g => groups.RemoveMemberAsync(g.Id, p.Id, cancel), cancel), cancel),
        _ => throw new InvalidOperationException($"Command {a.Command} is listed and not written."),
    };

    private async Task<string?> ListPeopleAsync(CancellationToken cancel)
    {
        foreach (var person in await persons.ListAsync(null, withDisabled: true, cancel))
        {
            await output.WriteLineAsync($"{person.Address}\t{person.DisplayName}\t{(person.Disabled ? "closed" : person.IsAdministrator ? "administrator" : "active")}\t{string.Join(' ', person.Aliases)}".TrimEnd());
        }

        return null;
    }

    private async Task<string?> ListDomainsAsync(CancellationToken cancel)
    {
        foreach (var domain in await domains.ListAsync(cancel)) await output.WriteLineAsync($"{domain.Name}\t{domain.Addresses} addresses");
        return null;
    }

    private async Task<string?> ListGroupsAsync(CancellationToken cancel)
    {
        foreach (var group in await groups.ListAsync(cancel))
        {
            var members = group.Members.Select(m => persons.Known(m)?.Address);
            await output.WriteLineAsync($"{group.Address}\t{group.Name}\t{string.Join(' ', members)}");
        }

        return null;
    }

    private async Task<string?> AddPersonAsync(AdminArguments a, CancellationToken cancel)
    {
        var address = a.Words[0];
        if (!AddressText.TryNormalize(address, out var normalized)) return Sentence(address, DirectoryOutcome.InvalidAddress);
        if (Quota(a) is not { } quota) return $"\"{a.Value("quota")}\" is no size: give 500M, 20G or none.";
        if (await persons.FindByAddressAsync(normalized, cancel) is not null) return Sentence(address, DirectoryOutcome.Taken);
        if (await question.AskAsync(normalized) is not { } password) return "No password, or not the same twice; nothing was made.";
        // the first person of an empty directory brings the domain along
        if ((await domains.ListAsync(cancel)).Count == 0) await domains.AddAsync(AddressText.DomainOf(normalized), cancel);
        var person = new NewPerson(normalized, a.Value("name") ?? "", password, a.Value("language") ?? "en", a.Value("zone") ?? options.TimeZone, a.Has("admin"), quota);
        return await SayAsync(normalized, persons.CreateAsync(person, cancel));
    }

    private async Task<string?> ChangePersonAsync(AdminArguments a, CancellationToken cancel)
    {
        if (Quota(a) is not { } quota) return $"\"{a.Value("quota")}\" is no size: give 500M, 20G or none.";
        bool? administrator = a.Has("admin") ? true : a.Has("no-admin") ? false : null;
        var change = new PersonChange(a.Value("name"), a.Value("language"), a.Value("zone"), administrator, a.Has("quota") ? quota : null, a.Value("address"));
        return await WithPersonAsync(a, p => persons.UpdateAsync(p.Id, change, cancel), cancel);
    }

    private async Task<string?> AddGroupAsync(AdminArguments a, CancellationToken cancel)
    {
        var members = new List<Groupware.Storage.People.PersonId>();
        foreach (var address in a.Options["member"])
        {
            if (await persons.FindByAddressAsync(address, cancel) is not { } member) return Sentence(address, DirectoryOutcome.NotFound);
            members.Add(member.Id);
        }

        return await SayAsync(a.Words[0], groups.CreateAsync(a.Value("name") ?? a.Words[0], a.Words[0], members, cancel));
    }

    private async Task<string?> WithPersonAsync(AdminArguments a, Func<PersonView, Task<DirectoryOutcome>> change, CancellationToken cancel) =>
        await persons.FindByAddressAsync(a.Words[0], cancel) is { } person ? await SayAsync(person.Address, change(person)) : Sentence(a.Words[0], DirectoryOutcome.NotFound);

    private async Task<string?> WithGroupAsync(string address, Func<GroupView, Task<DirectoryOutcome>> change, CancellationToken cancel) =>
        await SayAsync(address, MembershipAsync(address, change, cancel));

    private async Task<DirectoryOutcome> MembershipAsync(string group, Func<GroupView, Task<DirectoryOutcome>> change, CancellationToken cancel) =>
        (await groups.ListAsync(cancel)).FirstOrDefault(g => string.Equals(g.Address, group, StringComparison.OrdinalIgnoreCase)) is { } found ? await change(found) : DirectoryOutcome.NotFound;

    private async Task<string?> SayAsync(string what, Task<DirectoryOutcome> change)
    {
        var outcome = await change;
        if (outcome != DirectoryOutcome.Done) return Sentence(what, outcome);
        await output.WriteLineAsync($"{what}: done.");
        return null;
    }

    private static long? Quota(AdminArguments a) => a.Value("quota") is { } text ? AdminCommand.ParseSize(text) : 0;

    private static string Sentence(string what, DirectoryOutcome outcome) => outcome switch
    {
        DirectoryOutcome.NotFound => $"{what}: there is no such person, group or domain.",
        DirectoryOutcome.InvalidAddress => $"{what} is not an address or domain we can give.",
        DirectoryOutcome.UnknownDomain => $"{what}: its domain is not one of ours; add it first with add-domain.",
        DirectoryOutcome.Taken => $"{what} is there already.",
        DirectoryOutcome.InUse => $"{what} still holds addresses; remove them first.",
        DirectoryOutcome.PasswordLength => $"{what}: the password must have {PasswordRules.MinimumLength} to {PasswordRules.MaximumLength} characters and be typed the same twice; nothing was changed.",
        DirectoryOutcome.LastAdministrator => $"{what} is the only administrator; make another one first.",
        DirectoryOutcome.InvalidName => $"{what}: the name is empty or too long.",
        DirectoryOutcome.UnknownZone => $"{what}: there is no such time zone; give one such as Europe/Paris.",
        DirectoryOutcome.UnknownLanguage => $"{what}: the languages are {string.Join(", ", Persons.Languages)}.",
        DirectoryOutcome.MainAddress => $"{what}: the main address goes only when another takes its place.",
        _ => throw new InvalidOperationException($"No sentence for {outcome}."),
    };
}
