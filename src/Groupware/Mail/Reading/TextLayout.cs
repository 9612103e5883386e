using System.Text.RegularExpressions;

namespace Groupware.Mail.Reading;

/// <summary>Plain text as the page draws it: blocks of one quote level, with links found.</summary>
public static partial class TextLayout
{
    private const int MaxQuoteLevel = 8;
    private const int MaxLinks = 500;

    /// <summary>Splits into blocks; lines within a block keep their breaks.</summary>
    public static IReadOnlyList<TextBlock> Blocks(string text)
    {
        var blocks = new List<TextBlock>();
        var lines = new List<string>();
        var level = 0;
        var links = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var (depth, line) = Unquote(raw);
            if (depth != level)
            {
                Close();
                level = depth;
            }
            lines.Add(line);
        }
        Close();
        return blocks;

        void Close()
        {
            if (lines.Count > 0 && !(lines.Count == 1 && lines[0].Length == 0 && blocks.Count > 0)) blocks.Add(new TextBlock(level, Runs(string.Join('\n', lines), ref links)));
            lines.Clear();
        }
    }

    private static (int Depth, string Line) Unquote(string raw)
    {
        var at = 0;
        var depth = 0;
        while (at < raw.Length && (raw[at] == '>' || (raw[at] == ' ' && at + 1 < raw.Length && raw[at + 1] == '>' && depth > 0)))
        {
            if (raw[at] == '>') depth++;
            at++;
        }
        if (depth > 0 && at < raw.Length && raw[at] == ' ') at++;
        return (Math.Min(depth, MaxQuoteLevel), raw[at..]);
    }

    private static List<TextRun> Runs(string text, ref int links)
    {
        var runs = new List<TextRun>();
        var at = 0;
        foreach (Match match in Link().Matches(text))
        {
            if (++links > MaxLinks) break;
            var shown = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', '\'', '"', ')', ']', '>');

            // "(see https://example.test/a_(b))": a bracket that was opened inside belongs to the address
            if (match.Value.Length > shown.Length && match.Value[shown.Length] == ')' && shown.Count(c => c == '(') > shown.Count(c => c == ')')) shown += ')';
            var target = shown.Contains("://", StringComparison.Ordinal) ? shown : "mailto:" + shown;
            if (!Uri.TryCreate(target, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto")) continue;
            if (match.Index > at) runs.Add(new TextRun(text[at..match.Index], null));
            runs.Add(new TextRun(shown, uri.AbsoluteUri));
            at = match.Index + shown.Length;
        }
        if (at < text.Length) runs.Add(new TextRun(text[at..], null));
        return runs;
    }

    // no nested repetition: the time is linear in the length
    [GeneratedRegex(@"\bhttps?://[^\s<>""]+|\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}

/// <summary>Lines of one quote level.</summary>
/// <param name="QuoteLevel">0 is the writer's own text.</param>
/// <param name="Runs">In order; line ends are \n.</param>
public sealed record TextBlock(int QuoteLevel, IReadOnlyList<TextRun> Runs);

/// <summary>Text, or a link.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Href">http, https or mailto; null for text.</param>
public readonly record struct TextRun(string Text, string? Href);
