using System.Globalization;
using Groupware.People;
using Groupware.Storage.People;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Admin;

/// <summary>One person: addresses, groups, sessions, and what an administrator may change.</summary>
public sealed partial class PersonPage
{
    private PersonView? person;
    private IReadOnlyList<GroupView> groups = [];
    private IReadOnlyList<GroupView> allGroups = [];
    private IReadOnlyList<WebSessionView> sessions = [];
    private int peopleCount;
    private int domainCount;
    private bool seen;
    private bool settingPassword;
    private string alias = "";
    private string password = "";

    [Parameter] public long Id { get; set; }

    [Inject] private WebSessions Sessions { get; set; } = null!;

    protected override async Task LoadAsync()
    {
        var id = new PersonId(Id);
        person = await Persons.FindAsync(id, Leaving);
        groups = await Groups.OfAsync(id, Leaving);
        allGroups = await Groups.ListAsync(Leaving);
        sessions = await Sessions.ListAsync(id, Leaving);
        peopleCount = (await Persons.ListAsync(null, withDisabled: true, Leaving)).Count;
        domainCount = (await Domains.ListAsync(Leaving)).Count;
        seen = (await Persons.LastSeenAsync(Leaving)).ContainsKey(id);
    }

    private Task UpdateAsync(PersonChange change) => ChangeAsync(() => Persons.UpdateAsync(person!.Id, change, Leaving));

    private Task CloseAsync()
    {
        var id = person!.Id;
        return ChangeAsync(() => Persons.DisableAsync(id, Leaving), Texts["Person.Closed", person.DisplayName], () => Persons.EnableAsync(id, CancellationToken.None));
    }

    private async Task AddAliasAsync()
    {
        if (await ChangeAsync(() => Persons.AddAliasAsync(person!.Id, alias, Leaving))) alias = "";
    }

    private Task RemoveAliasAsync(string address)
    {
        var id = person!.Id;
        return ChangeAsync(() => Persons.RemoveAliasAsync(id, address, Leaving), Texts["Removed", address], () => Persons.AddAliasAsync(id, address, CancellationToken.None));
    }

    private async Task JoinAsync(ChangeEventArgs e)
    {
        if (long.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var group)) await ChangeAsync(() => Groups.AddMemberAsync(group, person!.Id, Leaving));
    }

    private async Task SetPasswordAsync()
    {
        if (!await ChangeAsync(() => Persons.SetPasswordAsync(person!.Id, password, Leaving))) return;
        (settingPassword, password) = (false, "");
        Toasts.Show(Texts["Password.Done", person!.DisplayName]);
    }

    private Task SignOutAsync(string session) => ChangeAsync(async () =>
    {
        await Sessions.EndAsync(session, Leaving);
        return DirectoryOutcome.Done;
    });

    private Task SignOutEverywhereAsync() => ChangeAsync(async () =>
    {
        await Sessions.EndAllAsync(new PersonId(Id), Current.SessionId, Leaving);
        return DirectoryOutcome.Done;
    });
}
