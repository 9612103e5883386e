using System.Globalization;

namespace Groupware.Web.Components.Collections;

/// <summary>One of the twelve colour families of the look: a client's own "#1e90ff" is drawn in the nearest one, so that text stays readable on it in both themes.</summary>
public static class ColorFamily
{
    public const int Count = 12;

    // --ui-cal-1 … --ui-cal-12 of tokens.css, light
    private static readonly (int R, int G, int B)[] Families =
    [
        (0x06, 0x71, 0x7a), (0x04, 0x70, 0xa5), (0x4b, 0x5d, 0xc3), (0x77, 0x50, 0xb1), (0x92, 0x43, 0x89), (0xb2, 0x38, 0x5f),
        (0xb2, 0x41, 0x33), (0xa8, 0x55, 0x14), (0xac, 0x7d, 0x0a), (0x5e, 0x6b, 0x10), (0x1a, 0x76, 0x3f), (0x50, 0x60, 0x6a),
    ];

    /// <summary>The family, 1 to 12.</summary>
    /// <param name="color">"c1".."c12", "#rrggbb" or "#rrggbbaa"; anything else is the first family.</param>
    public static int Of(string color)
    {
        if (color is ['c', ..] && int.TryParse(color.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var family) && family is >= 1 and <= Count) return family;
        if (color is not ['#', ..] || color.Length < 7 || !int.TryParse(color.AsSpan(1, 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return 1;
        var (r, g, b) = (rgb >> 16, (rgb >> 8) & 255, rgb & 255);

        for (var i = 0; i < Count; i++)
        {
            if (Families[i] == (r, g, b)) return i + 1;
        }

        // a light or pale client colour has the family of its hue, not of its lightness: both are compared at full chroma
        var (mean, best, nearest) = ((r + g + b) / 3.0, double.MaxValue, 1);
        var chroma = Math.Max(Math.Max(Math.Abs(r - mean), Math.Abs(g - mean)), Math.Abs(b - mean));
        if (chroma < 9) return Count;
        for (var i = 0; i < Count - 1; i++)
        {
            var (fr, fg, fb) = Families[i];
            var fm = (fr + fg + fb) / 3.0;
            var fc = Math.Max(Math.Max(Math.Abs(fr - fm), Math.Abs(fg - fm)), Math.Abs(fb - fm));
            var distance = Square(((r - mean) / chroma) - ((fr - fm) / fc)) + Square(((g - mean) / chroma) - ((fg - fm) / fc)) + Square(((b - mean) / chroma) - ((fb - fm) / fc));
            if (distance < best) (best, nearest) = (distance, i + 1);
        }

        return nearest;
    }

    /// <summary>The class that sets --c, --c-soft and --c-text.</summary>
    public static string Class(string color) => "c" + Of(color).ToString(CultureInfo.InvariantCulture);

    private static double Square(double x) => x * x;
}
