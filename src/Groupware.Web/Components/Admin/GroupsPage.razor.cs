using System.Globalization;
using Groupware.People;
using Groupware.Storage.People;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Admin;

/// <summary>Groups, their addresses and who is in them.</summary>
public sealed partial class GroupsPage
{
    private IReadOnlyList<GroupView> groups = [];
    private IReadOnlyList<PersonView> people = [];
    private IReadOnlyList<DomainView> domains = [];
    private bool adding;
    private bool deleting;
    private string newName = "";
    private string newAddress = "";
    private string address = "";

    [Parameter] public long Id { get; set; }

    private GroupView? shown => groups.FirstOrDefault(g => g.Id == Id) ?? (groups.Count > 0 ? groups[0] : null);

    private IEnumerable<PersonView> Members => people.Where(p => shown?.Members.Contains(p.Id) == true);

    protected override async Task LoadAsync()
    {
        groups = await Groups.ListAsync(Leaving);
        people = await Persons.ListAsync(null, withDisabled: true, Leaving);
        domains = await Domains.ListAsync(Leaving);
    }

    private async Task AddAsync()
    {
        if (!await ChangeAsync(() => Groups.CreateAsync(newName, newAddress, [], Leaving))) return;
        AddressText.TryNormalize(newAddress, out var made);
        (adding, newName, newAddress) = (false, "", "");
        if (groups.FirstOrDefault(g => g.Address == made) is { } group) Navigation.NavigateTo($"admin/groups/{group.Id}");
    }

    private async Task DeleteAsync()
    {
        deleting = false;
        if (await ChangeAsync(() => Groups.DeleteAsync(shown!.Id, Leaving))) Navigation.NavigateTo("admin/groups");
    }

    private async Task AddAddressAsync()
    {
        if (await ChangeAsync(() => Groups.AddAddressAsync(shown!.Id, address, Leaving))) address = "";
    }

    private Task RemoveAddressAsync(string gone)
    {
        var id = shown!.Id;
        return ChangeAsync(() => Groups.RemoveAddressAsync(id, gone, Leaving), Texts["Removed", gone], () => Groups.AddAddressAsync(id, gone, CancellationToken.None));
    }

    private async Task AddMemberAsync(ChangeEventArgs e)
    {
        if (long.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var person)) await ChangeAsync(() => Groups.AddMemberAsync(shown!.Id, new PersonId(person), Leaving));
    }
}
