namespace Groupware.Mail.Mailboxes;

/// <summary>What every open page of an account is told.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Folder">Path of the folder; empty when it is about the account.</param>
public readonly record struct MailboxChange(MailboxChangeKind Kind, string Folder);

/// <summary>What changed in an account.</summary>
public enum MailboxChangeKind
{
    /// <summary>Messages came, went or changed their flags in the folder; its counts too.</summary>
    Messages = 1,

    /// <summary>Folders were made, renamed or deleted.</summary>
    Folders = 2,

    /// <summary>The connection was lost or is back.</summary>
    Connection = 3,

    /// <summary>Previews of the folder's rows are known now.</summary>
    Previews = 4,
}
