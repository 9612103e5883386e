using Groupware.Mail.Composing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Completion of recipients.</summary>
internal static class RecipientEndpoints
{
    private const int AtOnce = 6;

    public static async Task<JsonHttpResult<IReadOnlyList<RecipientSuggestion>>> FindAsync(string q, CurrentPerson current, IEnumerable<IRecipientSuggestions> sources, CancellationToken cancel)
    {
        var query = q.Trim();
        var found = new List<RecipientSuggestion>();
        if (query.Length is > 0 and <= 100)
        {
            foreach (var source in sources) found.AddRange(await source.FindAsync(current.Person, query, AtOnce, cancel));
        }

        return TypedResults.Json<IReadOnlyList<RecipientSuggestion>>([.. found.DistinctBy(s => s.Address, StringComparer.OrdinalIgnoreCase).Take(AtOnce)]);
    }
}
