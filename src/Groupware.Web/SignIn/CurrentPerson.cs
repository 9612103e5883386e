using Groupware.People;
using Groupware.Storage.People;

namespace Groupware.Web;

/// <summary>Who this request or tab belongs to.</summary>
public sealed class CurrentPerson
{
    private readonly Persons? persons;
    private readonly SessionAuthenticationStateProvider? state;
    private readonly IHttpContextAccessor? accessor;
    private SignedInPerson? last;

    [ActivatorUtilitiesConstructor]
    public CurrentPerson(Persons persons, SessionAuthenticationStateProvider state, IHttpContextAccessor accessor)
    {
        this.persons = persons;
        this.state = state;
        this.accessor = accessor;
    }

    /// <summary>Always the same person: for tests of components.</summary>
    public CurrentPerson(SignedInPerson person) => last = person;

    /// <summary>The person with name, language and rights as they are now; a tab whose session just ended keeps the last ones until it is left.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or route lets strangers in and must not ask.</exception>
    public SignedInPerson Person => Find() ?? throw new InvalidOperationException("Nobody is signed in here.");

    /// <summary>Somebody is signed in.</summary>
    public bool IsSignedIn => Find() is not null;

    /// <summary>The web session of this request or tab; null with another way of signing in.</summary>
    public string? SessionId => PersonPrincipal.SessionOf(state?.Principal ?? accessor?.HttpContext?.User);

    private SignedInPerson? Find()
    {
        if (persons is null) return last;
        // inside a circuit the framework's state counts; an HttpContext there would be that of a connection, if any
        var id = PersonPrincipal.IdOf(state?.Principal ?? accessor?.HttpContext?.User);
        return last = id is { } known ? persons.Known(known)?.ToSignedIn() ?? last : last;
    }
}
