using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Groupware.Testing;

/// <summary>
/// An exchange written down as it goes over the wire: <c>&gt;</c> what is sent, <c>&lt;</c> what must come back. The answer begins with its
/// status; headers named must be there, others may; XML is compared by meaning. <c>{name}</c> captures where it first stands in an
/// answer and must match from then on.
/// </summary>
public static partial class Transcript
{
    public sealed record Exchange(IReadOnlyList<string> Request, IReadOnlyList<string> Answer);

    public static IEnumerable<Exchange> Read(string transcript)
    {
        List<string> request = [], answer = [];
        foreach (var raw in transcript.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.TrimStart();
            if (line.Length == 0) continue;
            if (line[0] == '>' && answer.Count > 0)
            {
                yield return new Exchange(request, answer);
                (request, answer) = ([], []);
            }

            (line[0] == '>' ? request : line[0] == '<' ? answer : throw new InvalidOperationException($"Neither > nor <: {raw}")).Add(line.Length > 1 ? line[2..] : "");
        }

        if (request.Count > 0) yield return new Exchange(request, answer);
    }

    /// <summary>Puts captured values in the place of their names.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> captured) =>
        Names().Replace(text, name => captured.TryGetValue(name.Groups["name"].Value, out var value) ? value : name.Value);

    public static void Compare(Exchange exchange, HttpResponseMessage answer, string body, Dictionary<string, string> captured)
    {
        var what = exchange.Request[0];
        Assert.True((int)answer.StatusCode == int.Parse(exchange.Answer[0], CultureInfo.InvariantCulture), $"{what} gave {(int)answer.StatusCode}: {body}");
        var at = 1;
        for (; at < exchange.Answer.Count && !exchange.Answer[at].StartsWith('<') && !exchange.Answer[at].StartsWith("BEGIN:", StringComparison.Ordinal); at++)
        {
            var header = exchange.Answer[at].Split(": ", 2);
            var values = answer.Headers.TryGetValues(header[0], out var general) ? general : answer.Content.Headers.TryGetValues(header[0], out var ofBody) ? ofBody : [];
            Same(header[1], string.Join(", ", values), $"{what}, header {header[0]}", captured);
        }

        if (at == exchange.Answer.Count) return;
        var expected = string.Join('\n', exchange.Answer.Skip(at));
        if (expected[0] == '<') Same(XElement.Parse(expected), XElement.Parse(body), what, captured);
        else Same(expected, body.ReplaceLineEndings("\n").TrimEnd('\n'), what, captured);
    }

    private static void Same(XElement expected, XElement actual, string where, Dictionary<string, string> captured)
    {
        where += "/" + expected.Name.LocalName;
        Assert.True(expected.Name == actual.Name, $"{where}: came {actual.Name}");
        foreach (var attribute in expected.Attributes().Where(a => !a.IsNamespaceDeclaration)) Same(attribute.Value, actual.Attribute(attribute.Name)?.Value ?? "", $"{where}@{attribute.Name.LocalName}", captured);
        var (wanted, came) = (expected.Elements().ToList(), actual.Elements().ToList());
        Assert.True(wanted.Count == came.Count, $"{where}: {wanted.Count} elements expected, came {actual}");
        if (wanted.Count == 0) Same(expected.Value.Trim().ReplaceLineEndings("\n"), actual.Value.Trim().ReplaceLineEndings("\n"), where, captured);
        for (var i = 0; i < wanted.Count; i++) Same(wanted[i], came[i], where, captured);
    }

    private static void Same(string expected, string actual, string where, Dictionary<string, string> captured)
    {
        var filled = Fill(expected, captured);
        var names = Names().Matches(filled);
        if (names.Count == 0)
        {
            Assert.True(string.Equals(filled, actual, StringComparison.Ordinal), $"{where}: expected {filled}, came {actual}");
            return;
        }

        var pattern = "^" + Names().Replace(Regex.Escape(filled).Replace("\\{", "{", StringComparison.Ordinal), name => $"(?<{name.Groups["name"].Value}>.+)") + "$";
        var match = Regex.Match(actual, pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, $"{where}: expected {filled}, came {actual}");
        foreach (var name in names.Select(n => n.Groups["name"].Value)) captured[name] = match.Groups[name].Value;
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
