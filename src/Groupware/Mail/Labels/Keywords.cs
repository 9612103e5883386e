namespace Groupware.Mail.Labels;

/// <summary>
/// The keywords of one message in one text, sorted, with a blank between: atoms hold none (RFC 3501, section 9). So rows compare by value, and
/// most cost nothing.
/// </summary>
public static class Keywords
{
    // a message may hold more; nobody reads them
    private const int Most = 30;

    /// <summary>The labels among the keywords.</summary>
    public static string Join(IEnumerable<string>? keywords) =>
        keywords is null ? "" : string.Join(' ', keywords.Where(LabelKeyword.IsLabel).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(Most));

    /// <summary>One by one.</summary>
    public static string[] Split(string keywords) => keywords.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The keyword is among them; its case does not count.</summary>
    public static bool Have(string keywords, string keyword) => Split(keywords).Contains(keyword, StringComparer.OrdinalIgnoreCase);

    /// <summary>With one more, or one less.</summary>
    public static string With(string keywords, string keyword, bool on) =>
        Join(on ? Split(keywords).Append(keyword) : Split(keywords).Where(one => !string.Equals(one, keyword, StringComparison.OrdinalIgnoreCase)));
}
