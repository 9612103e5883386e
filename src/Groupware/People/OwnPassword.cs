using Microsoft.Extensions.Options;

namespace Groupware.People;

/// <summary>Changes a person's own password: the old one must be shown, and whatever else is signed in with it is out.</summary>
public sealed class OwnPassword
{
    private readonly Credentials credentials;
    private readonly Persons persons;
    private readonly IOptions<PeopleOptions> options;

    internal OwnPassword(Credentials credentials, Persons persons, IOptions<PeopleOptions> options)
    {
        this.credentials = credentials;
        this.persons = persons;
        this.options = options;
    }

    /// <summary>False with an external mail host: the password is its.</summary>
    public bool CanChange => options.Value.Source == DirectorySource.Database;

    /// <summary>Checks the old password by the policy of the sign-in page, then sets the new one.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="current">The old password.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="session">The web session that stays; null ends all.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How the old password was found, and what became of the new one; null when it came to nothing.</returns>
    public async Task<(SignInOutcome Check, DirectoryOutcome? Change)> ChangeAsync(SignedInPerson person, string current, string wanted, string? session, CancellationToken cancel)
    {
        var check = await credentials.VerifyAsync(person.Address, current, SignInProtocol.Web, "", cancel);
        return check.Status == SignInStatus.Granted && check.Person?.Id == person.Id
            ? (check, await persons.SetPasswordAsync(person.Id, wanted, session, cancel))
            : (check, null);
    }
}
