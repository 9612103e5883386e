namespace Groupware.Mail.Mailboxes;

/// <summary>What a folder is for (RFC 6154; INBOX by RFC 3501, section 5.1).</summary>
public enum SpecialUse
{
    /// <summary>An ordinary folder.</summary>
    None = 0,

    /// <summary>INBOX.</summary>
    Inbox = 1,

    /// <summary>\Drafts.</summary>
    Drafts = 2,

    /// <summary>\Sent.</summary>
    Sent = 3,

    /// <summary>\Archive.</summary>
    Archive = 4,

    /// <summary>\Junk.</summary>
    Junk = 5,

    /// <summary>\Trash.</summary>
    Trash = 6,
}
