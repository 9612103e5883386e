using Groupware.Mail.Composing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Completion of recipients.</summary>
internal static class RecipientEndpoints
{
    private const int AtOnce = 6;

    public static async Task<JsonHttpResult<IReadOnlyList<SuggestionAnswer>>> FindAsync(string q, CurrentPerson current, IEnumerable<IRecipientSuggestions> sources, IStringLocalizer<ComposeTexts> texts, CancellationToken cancel)
    {
        var query = q.Trim();
        var found = new List<RecipientSuggestion>();
        if (query.Length is > 0 and <= 100)
        {
            foreach (var source in sources) found.AddRange(await source.FindAsync(current.Person, query, AtOnce, cancel));
        }

        return TypedResults.Json<IReadOnlyList<SuggestionAnswer>>([.. found.DistinctBy(s => s.Address, StringComparer.OrdinalIgnoreCase).Take(AtOnce)
            .Select(s => new SuggestionAnswer(s.Name, s.Address, s.Members > 0 ? texts["Suggest.Group", s.Members] : s.Detail))]);
    }
}

/// <summary>A line under the box.</summary>
internal sealed record SuggestionAnswer(string Name, string Address, string Detail);
