using System.Globalization;
using Groupware.Mail.Mailboxes;

namespace Groupware.Web.Components.Mail;

/// <summary>A folder in an address: "inbox" and the like for special ones, else its path with the characters that an address or a router would read written otherwise.</summary>
internal static class FolderSlug
{
    private const string Reserved = "/\\%?#&+~ ;:";

    public static string Of(Folder folder) => folder.Use == SpecialUse.None ? Escape(folder.Path) : folder.Use.ToString().ToLowerInvariant();

    /// <summary>Null when there is no such folder.</summary>
    public static Folder? Find(IReadOnlyList<Folder> folders, string? slug)
    {
        if (string.IsNullOrEmpty(slug)) return folders.FirstOrDefault(f => f.Use == SpecialUse.Inbox);
        if (Enum.TryParse<SpecialUse>(slug, ignoreCase: true, out var use) && use != SpecialUse.None && folders.FirstOrDefault(f => f.Use == use) is { } special) return special;
        return folders.FirstOrDefault(f => f.Use == SpecialUse.None && Escape(f.Path) == slug);
    }

    public static string Escape(string path) =>
        string.Concat(path.Select(c => Reserved.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? $"~{(int)c:x2}" : c.ToString()));

    public static string Unescape(string slug)
    {
        var path = new System.Text.StringBuilder(slug.Length);
        for (var at = 0; at < slug.Length; at++)
        {
            if (slug[at] == '~' && at + 2 < slug.Length && int.TryParse(slug.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                path.Append((char)code);
                at += 2;
            }
            else path.Append(slug[at]);
        }
        return path.ToString();
    }
}
