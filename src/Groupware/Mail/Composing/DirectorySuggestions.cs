using System.Globalization;
using Groupware.People;

namespace Groupware.Mail.Composing;

/// <summary>People and groups of the company, from memory.</summary>
public sealed class DirectorySuggestions(Persons persons, Groups groups) : IRecipientSuggestions
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecipientSuggestion>> FindAsync(SignedInPerson person, string query, int max, CancellationToken cancel)
    {
        var people = from p in await persons.ListAsync(search: null, withDisabled: false, cancel)
                     where Matches(p.DisplayName, p.Address, query)
                     select new RecipientSuggestion(p.DisplayName, p.Address, "", Members: 0);
        var teams = from g in await groups.ListAsync(cancel)
                    where Matches(g.Name, g.Address, query)
                    select new RecipientSuggestion(g.Name, g.Address, "", g.Members.Count);
        return [.. people.Concat(teams).Take(max)];
    }

    /// <summary>A word of the name, or the address, begins with the query; accents and case make no difference.</summary>
    public static bool Matches(string name, string address, string query)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        const CompareOptions Loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
        if (compare.IsPrefix(address, query, Loose) || compare.IsPrefix(name, query, Loose)) return true;
        for (var i = 1; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i - 1]) && char.IsLetterOrDigit(name[i]) && compare.IsPrefix(name.AsSpan(i), query, Loose)) return true;
        }

        return false;
    }
}
