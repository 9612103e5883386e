namespace Groupware.Mail.Mailboxes;

/// <summary>The change feed of the suite's own mail host. A notice is a hint: it may be lost, come twice or be about our own act.</summary>
public interface IMailboxNotices
{
    /// <summary>Says that something changed in a person's mailbox. Returns at once: the mail host waits for the answer.</summary>
    /// <param name="userName">The canonical address of the account.</param>
    /// <param name="notices">What happened, oldest first.</param>
    void Notify(string userName, IReadOnlyList<MailboxNotice> notices);
}

/// <summary>One event of the mail host.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Folder">Where, with the store's separator.</param>
/// <param name="Uid">The message; null for events of a folder.</param>
/// <param name="OldFolder">The name before a rename.</param>
public sealed record MailboxNotice(MailboxEvent Event, string Folder, uint? Uid, string? OldFolder);

/// <summary>RFC 5423, section 4.</summary>
public enum MailboxEvent
{
    /// <summary>Delivered.</summary>
    MessageNew = 1,

    /// <summary>Appended, copied or moved here.</summary>
    MessageAppend = 2,

    /// <summary>Removed.</summary>
    MessageExpunge = 3,

    /// <summary>Flags or keywords added.</summary>
    FlagsSet = 4,

    /// <summary>Flags or keywords taken away.</summary>
    FlagsClear = 5,

    /// <summary>Folder made.</summary>
    MailboxCreate = 6,

    /// <summary>Folder deleted.</summary>
    MailboxDelete = 7,

    /// <summary>Folder renamed.</summary>
    MailboxRename = 8,

    /// <summary>Folder subscribed to.</summary>
    MailboxSubscribe = 9,

    /// <summary>Subscription ended.</summary>
    MailboxUnsubscribe = 10,
}
