using System.Globalization;
using System.Text.RegularExpressions;

namespace Groupware.Web.Tests.Look;

/// <summary>WCAG 2.2 AA over the colours of <c>wwwroot/css/tokens.css</c>, in both themes: 4.5 for text, 3 for parts of controls.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Css = Repository.Read("wwwroot/css/tokens.css");
    private static readonly Dictionary<string, string> Light = Block(":root");
    private static readonly Dictionary<string, string> Dark = Overlaid(Light, Block("[data-theme=\"dark\"]"));

    public static TheoryData<double, string, string> Pairs()
    {
        var pairs = new TheoryData<double, string, string>();
        void Add(double need, string front, string grounds)
        {
            foreach (var ground in grounds.Split(' ')) pairs.Add(need, front, ground);
        }

        const string All = "bg surface surface-2 surface-3 raised hover hover-bg selected selected-hover checked offhours";
        Add(4.5, "text", All + " drop heat-1 heat-2 heat-3");
        Add(4.5, "text-2", All + " drop heat-1");
        Add(4.5, "text-3", All);
        Add(4.5, "accent-text", "bg surface surface-2 surface-3 raised hover selected checked");
        Add(4.5, "on-accent", "accent accent-hover accent-active heat-4");
        Add(4.5, "accent-soft-text", "accent-soft selected-hover surface surface-2");
        Add(4.5, "inverse-text", "inverse");
        Add(4.5, "inverse-accent", "inverse");
        foreach (var word in (string[])["error", "warning", "success", "info"])
        {
            Add(4.5, word, "surface bg raised surface-2 selected");
            Add(4.5, word + "-soft-text", word + "-soft");
            Add(4.5, "on-" + word, word + "-fill");
        }

        Add(4.5, "now", "surface");
        Add(4.5, "stage-text", "stage");
        Add(4.5, "stage-accent", "stage");
        Add(3, "line-control", "surface bg raised surface-2 selected");
        Add(3, "focus", "surface bg raised selected surface-3");
        Add(3, "unread", "surface selected selected-hover hover checked");
        Add(3, "flag", "surface selected hover checked");
        Add(3, "drop-line", "surface bg drop surface-3");
        Add(3, "accent", "surface bg surface-3 selected");
        for (var i = 1; i <= 12; i++)
        {
            Add(4.5, $"cal-{i}-on", $"cal-{i}");
            Add(4.5, $"cal-{i}-text", $"cal-{i}-soft surface raised");
            Add(3, $"cal-{i}", $"cal-{i}-soft surface bg");
        }

        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Front_stands_out_from_ground(double need, string front, string ground)
    {
        Assert.True(Ratio(Light[front], Light[ground]) >= need, $"light: {Ratio(Light[front], Light[ground]):0.00}");
        Assert.True(Ratio(Dark[front], Dark[ground]) >= need, $"dark: {Ratio(Dark[front], Dark[ground]):0.00}");
    }

    [Fact]
    public void The_dark_theme_is_the_same_by_attribute_and_by_system() => Assert.Equal(Block("[data-theme=\"dark\"]"), Block("@media (prefers-color-scheme: dark) { :root:not([data-theme])"));

    private static Dictionary<string, string> Block(string selector)
    {
        var start = Css.IndexOf(selector + " {", StringComparison.Ordinal);
        Assert.True(start >= 0, selector);
        var end = Css.IndexOf("\n}", start, StringComparison.Ordinal);
        var colours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Colour().Matches(Css[start..end])) colours[match.Groups["name"].Value] = match.Groups["value"].Value;
        return colours;
    }

    private static Dictionary<string, string> Overlaid(Dictionary<string, string> below, Dictionary<string, string> above)
    {
        var all = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach (var (name, value) in above) all[name] = value;
        return all;
    }

    private static double Ratio(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + .05) / (Math.Min(x, y) + .05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }

        return (.2126 * Part(1)) + (.7152 * Part(3)) + (.0722 * Part(5));
    }

    [GeneratedRegex(@"--ui-(?<name>[\w-]+):\s*(?<value>#[0-9a-fA-F]{6})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colour();
}
