using System.Text;
using Groupware.Mail.Labels;
using MailKit.Search;
using ImapQuery = MailKit.Search.SearchQuery;

namespace Groupware.Mail.Lists;

/// <summary>
/// What stands in the search box: words, phrases in quotes, and operators with a value. All of them must hold.
/// <code>from:bob subject:"deck drawings" is:unread quay</code>
/// </summary>
/// <param name="Terms">In the order typed.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    private const int MaxTerms = 20;
    private const int MaxWords = 8;

    /// <summary>Reads the box. Null when nothing is asked. An unknown operator is a word: people search for addresses and times too.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="keywordOf">The keyword of a label that is called so; without it, and where it knows none, the one that the name gives.</param>
    public static SearchQuery? Parse(string? text, Func<string, string?>? keywordOf = null)
    {
        var terms = new List<SearchTerm>();
        var at = 0;
        var source = text ?? "";
        while (at < source.Length && terms.Count < MaxTerms)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                at++;
                continue;
            }
            var field = SearchField.Anywhere;
            var colon = at;
            while (colon < source.Length && char.IsLetter(source[colon])) colon++;
            if (colon > at && colon < source.Length && source[colon] == ':' && FieldOf(source.AsSpan(at, colon - at)) is { } named)
            {
                field = named;
                at = colon + 1;
                // "subject: quay" means the same
                while (at < source.Length && source[at] == ' ') at++;
            }
            var value = Value(source, ref at, out var exact);
            if (value.Length == 0) continue;
            if (field == SearchField.Is && !Enum.TryParse<SearchState>(value, ignoreCase: true, out _)) (field, value) = (SearchField.Anywhere, "is:" + value);
            if (field == SearchField.Label) value = keywordOf?.Invoke(value) ?? LabelKeyword.Of(value);
            terms.Add(new SearchTerm(field, value, exact && field is not (SearchField.Is or SearchField.Label)));
        }
        return terms.Count == 0 ? null : new SearchQuery(terms);
    }

    /// <summary>The same text for the same question: key of what is known.</summary>
    public string Key => string.Join('\n', Terms.Select(t => t.Exact ? $"{t.Field}:\"{t.Value}\"" : $"{t.Field}:{t.Value}"));

    /// <summary>There is a phrase in it: what a store finds has to be looked at.</summary>
    internal bool HasPhrase => Terms.Any(t => t.Exact);

    internal ImapQuery ToImap()
    {
        ImapQuery? all = null;
        foreach (var term in Terms)
        {
            var one = ToImap(term);
            all = all is null ? one : all.And(one);
        }
        return all ?? ImapQuery.All;
    }

    private static ImapQuery ToImap(SearchTerm term) => term.Field switch
    {
        SearchField.From => Words(term, ImapQuery.FromContains),
        SearchField.To => Words(term, ImapQuery.ToContains).Or(Words(term, ImapQuery.CcContains)),
        SearchField.Subject => Words(term, ImapQuery.SubjectContains),
        SearchField.Body => Words(term, ImapQuery.BodyContains),
        SearchField.Is => Enum.Parse<SearchState>(term.Value, ignoreCase: true) switch
        {
            SearchState.Unread => ImapQuery.NotSeen,
            SearchState.Read => ImapQuery.Seen,
            _ => ImapQuery.Flagged,
        },
        SearchField.Label => ImapQuery.HasKeyword(term.Value),

        // the cheap ones first: a store that stops at the first hit need not open the message
        _ => Words(term, ImapQuery.SubjectContains).Or(Words(term, ImapQuery.FromContains)).Or(Words(term, ImapQuery.ToContains)).Or(Words(term, ImapQuery.CcContains)).Or(Words(term, ImapQuery.BodyContains)),
    };

    /// <summary>
    /// A phrase is asked for by its words: stores disagree about phrases, and a line may end between two words. A single sign is not in a
    /// full-text index.
    /// </summary>
    private static ImapQuery Words(SearchTerm term, Func<string, ImapQuery> contains)
    {
        if (!term.Exact) return contains(term.Value);
        var words = Phrase.Typed(term.Value).Where(w => w.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxWords).Select(contains).ToList();
        return words.Count == 0 ? contains(term.Value) : words.Aggregate((all, one) => all.And(one));
    }

    private static SearchField? FieldOf(ReadOnlySpan<char> name)
    {
        if (name.Equals("from", StringComparison.OrdinalIgnoreCase) || name.Equals("de", StringComparison.OrdinalIgnoreCase)) return SearchField.From;
        if (name.Equals("to", StringComparison.OrdinalIgnoreCase) || name.Equals("cc", StringComparison.OrdinalIgnoreCase)) return SearchField.To;
        if (name.Equals("subject", StringComparison.OrdinalIgnoreCase) || name.Equals("objet", StringComparison.OrdinalIgnoreCase)) return SearchField.Subject;
        if (name.Equals("body", StringComparison.OrdinalIgnoreCase) || name.Equals("text", StringComparison.OrdinalIgnoreCase)) return SearchField.Body;
        if (name.Equals("label", StringComparison.OrdinalIgnoreCase) || name.Equals("libellé", StringComparison.OrdinalIgnoreCase) || name.Equals("libelle", StringComparison.OrdinalIgnoreCase)) return SearchField.Label;
        return name.Equals("is", StringComparison.OrdinalIgnoreCase) ? SearchField.Is : null;
    }

    // a quote that is still open is being typed: words until it is closed
    private static string Value(string source, ref int at, out bool closed)
    {
        closed = false;
        if (at >= source.Length) return "";
        var value = new StringBuilder();
        if (source[at] == '"')
        {
            at++;
            while (at < source.Length && source[at] != '"') value.Append(source[at++]);
            closed = at < source.Length;
            at++;
        }
        else
        {
            while (at < source.Length && !char.IsWhiteSpace(source[at])) value.Append(source[at++]);
        }

        // a NUL or a line break cannot stand in an IMAP command
        value.Replace("\0", "").Replace('\r', ' ').Replace('\n', ' ');
        return value.ToString().Trim();
    }
}

/// <summary>One condition.</summary>
/// <param name="Field">Where to look.</param>
/// <param name="Value">What for; for <see cref="SearchField.Is"/> the name of a <see cref="SearchState"/>, for <see cref="SearchField.Label"/> the keyword.</param>
/// <param name="Exact">It stood in quotes: whole words, one after the other.</param>
public readonly record struct SearchTerm(SearchField Field, string Value, bool Exact = false);

/// <summary>Where a search looks.</summary>
public enum SearchField
{
    /// <summary>Subject, sender, recipients and text.</summary>
    Anywhere = 0,

    /// <summary>From.</summary>
    From = 1,

    /// <summary>To and Cc.</summary>
    To = 2,

    /// <summary>Subject.</summary>
    Subject = 3,

    /// <summary>The text of the message.</summary>
    Body = 4,

    /// <summary>A flag.</summary>
    Is = 5,

    /// <summary>A label: an IMAP keyword.</summary>
    Label = 6,
}

/// <summary>What "is:" can ask.</summary>
public enum SearchState
{
    /// <summary>Not read.</summary>
    Unread = 0,

    /// <summary>Read.</summary>
    Read = 1,

    /// <summary>Flagged.</summary>
    Flagged = 2,
}
