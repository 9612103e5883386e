namespace Groupware.Mail;

/// <summary>Where the mail store is: section "Mail" of the settings. With the suite's own mail host it is filled in by that host.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mail";

    /// <summary>Mailboxes (RFC 3501).</summary>
    public MailEndpoint Imap { get; set; } = new() { Port = 143 };

    /// <summary>Submission (RFC 6409).</summary>
    public MailEndpoint Smtp { get; set; } = new() { Port = 587 };


    /// <summary>IMAP connections for commands that one account may hold at a time; the one that waits in IDLE is not counted.</summary>
    public int ConnectionsPerAccount { get; set; } = 3;

    /// <summary>The mail host calls <see cref="Mailboxes.IMailboxNotices"/>: no connection needs to wait in IDLE.</summary>
    public bool HostSendsNotices { get; set; }
}
