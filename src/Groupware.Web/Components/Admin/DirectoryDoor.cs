using Groupware.People;

namespace Groupware.Web.Components.Admin;

/// <summary>
/// The one way by which pages change the directory or end sessions of others: only while the person is an administrator. A tab stays open when its
/// person is demoted, so each change asks anew. The command line and the demo act as the system and do not come by here.
/// </summary>
public sealed class DirectoryDoor(Persons persons, CurrentPerson current)
{
    /// <summary>Makes the change, or not: <see cref="DirectoryOutcome.NotAllowed"/>.</summary>
    public async Task<DirectoryOutcome> ChangeAsync(Func<Task<DirectoryOutcome>> change, CancellationToken cancel) =>
        await persons.IsAdministratorAsync(current.Person.Id, cancel) ? await change() : DirectoryOutcome.NotAllowed;

    /// <summary>The person was an administrator when this process last heard; without waiting.</summary>
    public bool IsOpen => persons.Known(current.Person.Id) is { IsAdministrator: true, Disabled: false };
}
