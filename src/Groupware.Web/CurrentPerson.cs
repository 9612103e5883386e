using Groupware.People;
using Groupware.Storage.People;

namespace Groupware.Web;

public sealed class CurrentPerson
{
    public SignedInPerson Person { get; } = new(new PersonId(1), "alice@example.test", "Alice Moreau", "en", "Europe/Paris", true);
}
