namespace Groupware.Mail.Outbox;

/// <summary>Whether a draft went to the outbox.</summary>
/// <param name="Status">Queued, or what is wrong.</param>
/// <param name="Item">The outbox item; 0 unless queued.</param>
/// <param name="Detail">The piece that is wrong: an address.</param>
public readonly record struct QueueOutcome(QueueStatus Status, long Item, string Detail);

/// <summary>What handing a draft over can come to.</summary>
public enum QueueStatus
{
    /// <summary>It is on the disk and goes out by itself.</summary>
    Queued,

    /// <summary>No such draft of this person.</summary>
    NotFound,

    /// <summary>It is already in the outbox.</summary>
    AlreadyQueued,

    /// <summary>Another tab saved the draft meanwhile.</summary>
    Changed,

    /// <summary>The attachments are not those that were looked at, or changed while the message was made.</summary>
    FilesChanged,

    /// <summary>There is no recipient.</summary>
    NoRecipient,

    /// <summary>What stands in To, Cc or Bcc is not an address.</summary>
    InvalidRecipient,

    /// <summary>The sender's address is not one of the person's own.</summary>
    SenderNotAllowed,
}
