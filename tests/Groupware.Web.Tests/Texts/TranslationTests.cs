using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Groupware.Web.Tests.Texts;

/// <summary>Every text of the screens stands in English and French.</summary>
public sealed partial class TranslationTests
{
    // Words that are the same in both languages, or names.
    private static readonly HashSet<string> SameInBoth = new(StringComparer.OrdinalIgnoreCase)
    {
        "Action", "Admin", "Administration", "Agenda", "Alias", "Article", "Cc", "Client", "Code", "Contact", "Contacts", "Conversation", "Copies", "Conversations", "Date", "Description",
        "Direction", "Document", "Documents", "E-mail", "Fax", "Format", "Groupware", "HTML", "Image", "Important", "Invitation", "Message", "Messages", "min", "Minute",
        "Minutes", "Navigation", "Normal", "Note", "Notes", "Notification", "Notifications", "Option", "Options", "Orange", "Organisation", "Page", "Pages", "Photo", "Public", "Quota",
        "Rose", "Service", "Sessions", "Signature", "STARTTLS", "Suggestions", "TLS", "Total", "Type", "Version", "Violet", "Indigo", "Olive",
    };

    public static TheoryData<string> Resources()
    {
        var data = new TheoryData<string>();
        foreach (var file in Repository.Files("src", "*.resx").Where(static file => !file.EndsWith(".fr.resx", StringComparison.Ordinal))) data.Add(Path.GetRelativePath(Repository.Root, file));
        return data;
    }

    [Theory, MemberData(nameof(Resources))]
    public void The_same_keys_stand_in_both_languages(string resource)
    {
        var (english, french) = Read(resource);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), french.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Resources))]
    public void No_text_is_empty_and_none_was_left_in_English(string resource)
    {
        var (english, french) = Read(resource);
        var wrong = new List<string>();
        foreach (var (key, text) in english)
        {
            if (key.EndsWith(".None", StringComparison.Ordinal) && text.Length == 0) continue;   // an outcome that needs no words
            if (string.IsNullOrWhiteSpace(text)) wrong.Add($"{key}: empty");
            if (!french.TryGetValue(key, out var translated)) continue;
            if (string.IsNullOrWhiteSpace(translated)) wrong.Add($"{key}: empty in French");
            var letters = Placeholder().Replace(text, "");
            if (translated == text && letters.Any(char.IsLetter) && !key.StartsWith("Format.", StringComparison.Ordinal) && !Words(letters).All(word => SameInBoth.Contains(word) || word.Length < 3)) wrong.Add($"{key}: \"{text}\" in both");
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Resources))]
    public void Places_for_values_are_the_same(string resource)
    {
        var (english, french) = Read(resource);
        foreach (var (key, text) in english)
        {
            if (!french.TryGetValue(key, out var translated)) continue;
            Assert.True(Places(text).SetEquals(Places(translated)), $"{key}: \"{text}\" and \"{translated}\"");
        }
    }

    [Fact]
    public void Every_key_that_a_component_names_exists()
    {
        var known = Repository.Files("src", "*.resx").Where(static file => !file.EndsWith(".fr.resx", StringComparison.Ordinal))
            .ToDictionary(static file => Path.GetFileNameWithoutExtension(file), static file => Load(file).Keys.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var file in Repository.Files("src/Groupware.Web/Components", "*.razor"))
        {
            var behind = file + ".cs";
            var text = File.ReadAllText(file) + (File.Exists(behind) ? File.ReadAllText(behind) : "");
            foreach (Match injected in Injected().Matches(text))
            {
                if (!known.TryGetValue(injected.Groups["type"].Value, out var keys)) continue;
                var use = new Regex($"\\b{injected.Groups["name"].Value}\\[\"(?<key>[A-Za-z0-9_.\\-]+)\"[\\],]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
                missing.AddRange(use.Matches(text).Select(match => match.Groups["key"].Value).Where(key => !keys.Contains(key)).Select(key => $"{Path.GetFileName(file)}: {key}"));
            }
        }

        Assert.Empty(missing.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void No_English_stands_in_the_markup()
    {
        var found = new List<string>();
        foreach (var file in Repository.Files("src/Groupware.Web/Components", "*.razor"))
        {
            var markup = File.ReadAllText(file);
            var code = markup.IndexOf("\n@code", StringComparison.Ordinal);
            if (code >= 0) markup = markup[..code];
            markup = Comment().Replace(markup, "");
            markup = Key().Replace(markup, "");
            found.AddRange(Literal().Matches(markup).Select(static match => match.Groups["text"].Value.Trim())
                .Where(static text => text.Length > 2 && !Names.Contains(text)).Select(text => $"{Path.GetFileName(file)}: {text}"));
            found.AddRange(Attribute().Matches(markup).Where(static match => !match.Value.EndsWith("=\"Groupware\"", StringComparison.Ordinal)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        }

        Assert.Empty(found);
    }

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "English", "Français", "IMAP", "SMTP", "iPhone, iPad", "Android", "Thunderbird", "· Groupware", "Groupware" };

    private static (Dictionary<string, string> English, Dictionary<string, string> French) Read(string resource)
    {
        var file = Path.Combine(Repository.Root, resource);
        return (Load(file), Load(file[..^".resx".Length] + ".fr.resx"));
    }

    private static Dictionary<string, string> Load(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(static data => data.Attribute("name")!.Value, static data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Places(string text) => [.. Placeholder().Matches(text).Select(static match => match.Groups["n"].Value)];

    private static string[] Words(string text) => text.Split([' ', ',', '.', ':', '(', ')', '/', '?', '!', '…', ' ', '·', '–', '“', '”', '+'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\{(?<n>\d+)[^}]*\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?:@inject |\[Inject\] (?:private|public) )IStringLocalizer<(?<type>\w+)> (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Injected();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<kbd\b[^>]*>[^<]*</kbd>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();

    // text between two tags on one line that holds no expression
    [GeneratedRegex(@"<(?<tag>[a-z][a-z0-9]*)\b[^<>]*>(?<text>[^<>@{}=]*[A-Za-zÀ-ÿ]{3,}[^<>@{}=]*)</\k<tag>>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?:aria-label|title|placeholder|alt)=""[A-Z][a-z]+[^""@]*""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Attribute();
}
