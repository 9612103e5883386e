using Groupware.People;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Admin;

/// <summary>The domains whose mail is ours, and where each of their addresses goes.</summary>
public sealed partial class DomainsPage
{
    private IReadOnlyList<DomainView> domains = [];
    private IReadOnlyList<PersonView> people = [];
    private IReadOnlyList<GroupView> groups = [];
    private bool adding;
    private string newName = "";

    [Parameter] public string? Name { get; set; }

    private DomainView? shown => domains.FirstOrDefault(d => d.Name == Name) ?? (domains.Count > 0 ? domains[0] : null);

    private IEnumerable<(string Address, string Name, string Href)> Addresses =>
        people.SelectMany(p => p.Aliases.Prepend(p.Address).Select(a => (Address: a, Name: p.DisplayName, Href: $"admin/people/{p.Id.Value}")))
            .Concat(groups.SelectMany(g => g.Aliases.Prepend(g.Address).Select(a => (Address: a, g.Name, Href: $"admin/groups/{g.Id}"))))
            .Where(a => shown is not null && AddressText.DomainOf(a.Address) == shown.Name)
            .OrderBy(a => a.Address, StringComparer.Ordinal);

    protected override async Task LoadAsync()
    {
        domains = await Domains.ListAsync(Leaving);
        people = await Persons.ListAsync(null, withDisabled: true, Leaving);
        groups = await Groups.ListAsync(Leaving);
    }

    private async Task AddAsync()
    {
        if (!await ChangeAsync(() => Domains.AddAsync(newName, Leaving))) return;
        AddressText.TryNormalizeDomain(newName, out var name);
        (adding, newName) = (false, "");
        Navigation.NavigateTo("admin/domains/" + name);
    }

    private Task RemoveAsync()
    {
        var name = shown!.Name;
        return ChangeAsync(() => Domains.RemoveAsync(name, Leaving), Texts["Removed", name], () => Domains.AddAsync(name, CancellationToken.None));
    }
}
