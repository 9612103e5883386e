using Groupware.People;
using Groupware.Storage.People;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Groupware.Web.Components.Admin;

/// <summary>Everybody with an account, and a panel to add one.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<PersonView> everybody = [];
    private IReadOnlyList<PersonView> shown = [];
    private IReadOnlyList<DomainView> domains = [];
    private IReadOnlyDictionary<PersonId, Instant> lastSeen = new Dictionary<PersonId, Instant>();
    private int groupCount;
    private string search = "";
    private bool adding;

    private string Summary => everybody.Count(p => p.Disabled) is > 0 and var closed
        ? Texts["People.CountClosed", everybody.Count, closed]
        : Texts["People.Count", everybody.Count];

    protected override async Task LoadAsync()
    {
        everybody = await Persons.ListAsync(null, withDisabled: true, Leaving);
        shown = await Persons.ListAsync(search, withDisabled: true, Leaving);
        domains = await Domains.ListAsync(Leaving);
        groupCount = (await Groups.ListAsync(Leaving)).Count;
        lastSeen = await Persons.LastSeenAsync(Leaving);
    }

    private async Task FindAsync(ChangeEventArgs e)
    {
        search = (string?)e.Value ?? "";
        shown = await Persons.ListAsync(search, withDisabled: true, Leaving);
    }
}
