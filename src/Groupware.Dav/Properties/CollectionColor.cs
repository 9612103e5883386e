namespace Groupware.Dav.Properties;

/// <summary>The palette's names are the suite's own; clients speak #RRGGBBAA.</summary>
internal static class CollectionColor
{
    /// <summary>"c1".."c12" in the light theme.</summary>
    private static readonly string[] Palette = ["#06717AFF", "#0470A5FF", "#4B5DC3FF", "#7750B1FF", "#924389FF", "#B2385FFF", "#B24133FF", "#A85514FF", "#AC7D0AFF", "#5E6B10FF", "#1A763FFF", "#50606AFF"];

    public static string ToClient(string color)
    {
        if (color.Length is 2 or 3 && color[0] == 'c' && int.TryParse(color.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= Palette.Length)
            return Palette[n - 1];
        return color;
    }

    /// <summary>A colour of the palette that comes back from a client keeps its name, so that it goes on following the theme.</summary>
    public static string FromClient(string color)
    {
        var at = Array.FindIndex(Palette, c => c.Equals(color.Trim(), StringComparison.OrdinalIgnoreCase) || c[..7].Equals(color.Trim(), StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? FormattableString.Invariant($"c{at + 1}") : color.Trim();
    }
}
