using System.Globalization;
using System.Text.RegularExpressions;

namespace Groupware.People;

/// <summary>Mail addresses and domains in the one form in which the directory keeps and compares them.</summary>
public static partial class AddressText
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Lower case, domain in punycode; false when it is not an address we would give out (dot-atom, RFC 5322, section 3.2.3).</summary>
    public static bool TryNormalize(string? text, out string address)
    {
        address = "";
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at is < 1 or > 64 || !TryNormalizeDomain(trimmed[(at + 1)..], out var domain)) return false;
        var local = trimmed[..at].ToLowerInvariant();
        if (!LocalPart().IsMatch(local)) return false;
        address = local + "@" + domain;
        return true;
    }

    /// <summary>Lower case, punycode; false when it is no domain name.</summary>
    public static bool TryNormalizeDomain(string? text, out string domain)
    {
        domain = "";
        var trimmed = text?.Trim().TrimEnd('.') ?? "";
        if (trimmed.Length is 0 or > 253) return false;
        try
        {
            var ascii = Idn.GetAscii(trimmed).ToLowerInvariant();
            if (!DomainName().IsMatch(ascii)) return false;
            domain = ascii;
            return true;
        }
        catch (ArgumentException)
        {
            return false; // a label too long or of forbidden characters: IdnMapping has no TryGet
        }
    }

    /// <summary>"alice+shop@example.test" -> "alice@example.test"; other addresses as they are.</summary>
    public static string WithoutTag(string address)
    {
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? string.Concat(address.AsSpan(0, plus), address.AsSpan(at)) : address;
    }

    /// <summary>What stands behind the last "@"; empty without one.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    [GeneratedRegex(@"^[a-z0-9!#$%&'*/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*/=?^_`{|}~-]+)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DomainName();
}
