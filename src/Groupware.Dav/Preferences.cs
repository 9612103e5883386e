using Microsoft.AspNetCore.Http;

namespace Groupware.Dav;

/// <summary>What the client would like best, in Prefer (RFC 7240, section 2; RFC 8144) or in the older Brief of Apple's programs. What was honoured is told in Preference-Applied.</summary>
/// <param name="Minimal">return=minimal: leave out what can be known without being told.</param>
/// <param name="Representation">return=representation: answer a write with what is stored now.</param>
/// <param name="NoRoot">depth-noroot: the members only (RFC 8144, section 4).</param>
internal sealed record Preferences(bool Minimal, bool Representation, bool NoRoot)
{
    /// <summary>Value of Vary on every answer that the headers may change.</summary>
    public const string Headers = "Brief, Prefer";

    private static readonly Preferences None = new(false, false, false);

    public static Preferences Read(HttpRequest request)
    {
        var brief = request.Headers["Brief"].ToString().Trim().Equals("t", StringComparison.OrdinalIgnoreCase);
        var header = request.Headers["Prefer"].ToString();
        if (header.Length == 0) return brief ? None with { Minimal = true } : None;
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in Split(header, ','))
        {
            // what follows a semicolon is a parameter of this preference, none of its own
            var pair = Split(one, ';').First().Split('=', 2, StringSplitOptions.TrimEntries);
            // of a preference written twice the first counts (RFC 7240, section 2)
            if (pair[0].Length > 0) values.TryAdd(pair[0], pair.Length == 2 ? pair[1].Trim('"') : "");
        }

        var wanted = values.GetValueOrDefault("return") ?? (brief ? "minimal" : "");
        return new Preferences(
            wanted.Equals("minimal", StringComparison.OrdinalIgnoreCase), wanted.Equals("representation", StringComparison.OrdinalIgnoreCase), values.GetValueOrDefault("depth-noroot") is { Length: 0 });
    }

    /// <summary>The parts of a header's value; a separator within quotes separates nothing.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted) i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (text[i] == separator && !quoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
