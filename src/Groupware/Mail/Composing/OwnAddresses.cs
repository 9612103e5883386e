using Groupware.People;

namespace Groupware.Mail.Composing;

/// <summary>The addresses a person may write from, the canonical one first.</summary>
public sealed class OwnAddresses(Persons persons)
{
    /// <summary>From memory.</summary>
    public async ValueTask<IReadOnlyList<string>> OfAsync(SignedInPerson person, CancellationToken cancel) =>
        await persons.FindAsync(person.Id, cancel) is { } view ? [view.Address, .. view.Aliases] : [person.Address];
}
