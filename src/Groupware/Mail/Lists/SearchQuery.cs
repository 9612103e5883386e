using System.Text;
using MailKit.Search;
using ImapQuery = MailKit.Search.SearchQuery;

namespace Groupware.Mail.Lists;

/// <summary>
/// What stands in the search box: words, and operators with a value. All of them must hold.
/// <code>from:bob subject:"deck drawings" is:unread quay</code>
/// </summary>
/// <param name="Terms">In the order typed.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    private const int MaxTerms = 20;

    /// <summary>Reads the box. Null when nothing is asked. An unknown operator is a word: people search for addresses and times too.</summary>
    public static SearchQuery? Parse(string? text)
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
            while (colon < source.Length && char.IsAsciiLetter(source[colon])) colon++;
            if (colon > at && colon < source.Length && source[colon] == ':' && FieldOf(source.AsSpan(at, colon - at)) is { } named)
            {
                field = named;
                at = colon + 1;
                // "subject: quay" means the same
                while (at < source.Length && source[at] == ' ') at++;
            }
            var value = Value(source, ref at);
            if (value.Length == 0) continue;
            if (field == SearchField.Is && !Enum.TryParse<SearchState>(value, ignoreCase: true, out _)) (field, value) = (SearchField.Anywhere, "is:" + value);
            terms.Add(new SearchTerm(field, value));
        }
        return terms.Count == 0 ? null : new SearchQuery(terms);
    }

    /// <summary>The same text for the same question: key of what is known.</summary>
    public string Key => string.Join('\n', Terms.Select(t => $"{t.Field}:{t.Value}"));

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
        SearchField.From => ImapQuery.FromContains(term.Value),
        SearchField.To => ImapQuery.ToContains(term.Value).Or(ImapQuery.CcContains(term.Value)),
        SearchField.Subject => ImapQuery.SubjectContains(term.Value),
        SearchField.Body => ImapQuery.BodyContains(term.Value),
        SearchField.Is => Enum.Parse<SearchState>(term.Value, ignoreCase: true) switch
        {
            SearchState.Unread => ImapQuery.NotSeen,
            SearchState.Read => ImapQuery.Seen,
            _ => ImapQuery.Flagged,
        },

        // the cheap ones first: a store that stops at the first hit need not open the message
        _ => ImapQuery.SubjectContains(term.Value).Or(ImapQuery.FromContains(term.Value)).Or(ImapQuery.ToContains(term.Value)).Or(ImapQuery.CcContains(term.Value)).Or(ImapQuery.BodyContains(term.Value)),
    };

    private static SearchField? FieldOf(ReadOnlySpan<char> name)
    {
        if (name.Equals("from", StringComparison.OrdinalIgnoreCase) || name.Equals("de", StringComparison.OrdinalIgnoreCase)) return SearchField.From;
        if (name.Equals("to", StringComparison.OrdinalIgnoreCase) || name.Equals("cc", StringComparison.OrdinalIgnoreCase)) return SearchField.To;
        if (name.Equals("subject", StringComparison.OrdinalIgnoreCase) || name.Equals("objet", StringComparison.OrdinalIgnoreCase)) return SearchField.Subject;
        if (name.Equals("body", StringComparison.OrdinalIgnoreCase) || name.Equals("text", StringComparison.OrdinalIgnoreCase)) return SearchField.Body;
        return name.Equals("is", StringComparison.OrdinalIgnoreCase) ? SearchField.Is : null;
    }

    private static string Value(string source, ref int at)
    {
        if (at >= source.Length) return "";
        var value = new StringBuilder();
        if (source[at] == '"')
        {
            at++;
            while (at < source.Length && source[at] != '"') value.Append(source[at++]);
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
/// <param name="Value">What for; for <see cref="SearchField.Is"/> the name of a <see cref="SearchState"/>.</param>
public readonly record struct SearchTerm(SearchField Field, string Value);

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
