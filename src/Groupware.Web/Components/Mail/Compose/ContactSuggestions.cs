using Groupware.Contacts;
using Groupware.Mail.Composing;
using Groupware.People;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Recipients from the address books the person may read.</summary>
internal sealed class ContactSuggestions(AddressObjects cards) : IRecipientSuggestions
{
    public async Task<IReadOnlyList<RecipientSuggestion>> FindAsync(SignedInPerson person, string query, int max, CancellationToken cancel) =>
        [.. (await cards.SearchAsync(person, query, max, cancel)).Select(m => new RecipientSuggestion(m.DisplayName, m.Email, "", Members: 0))];
}
