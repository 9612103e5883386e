namespace Groupware.MailHost.Dovecot;

/// <summary>The folders every account has, with their use (RFC 6154, section 2).</summary>
internal static class StandardFolders
{
    public static IReadOnlyList<(string Name, string Use)> All { get; } =
    [
        ("Drafts", "\\Drafts"), ("Sent", "\\Sent"), ("Archive", "\\Archive"), ("Junk", "\\Junk"), ("Trash", "\\Trash"),
    ];
}
