using Groupware.Storage.People;
using NodaTime;

namespace Groupware.Storage.Mail;

/// <summary>A message on its way out. The message itself lies in the data folder, written and flushed before the row exists.</summary>
public sealed class OutboxItem
{
    /// <summary>The key.</summary>
    public long Id { get; set; }

    /// <summary>Who sends.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>The draft it was made from; the draft is kept until the message is filed, so that it can be taken back.</summary>
    public DraftId DraftId { get; set; }

    /// <summary>With its angle brackets; the same for every try, so that a receiver can know a repetition.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>File in the data folder's outbox, without a path.</summary>
    public string FileName { get; set; } = "";

    /// <summary>Envelope sender.</summary>
    public string Sender { get; set; } = "";

    /// <summary>Envelope recipients, one a line. After a partial refusal only those still to be served.</summary>
    public string Recipients { get; set; } = "";

    /// <summary>For the person: the subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>Not tried before this time.</summary>
    public Instant DueAt { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Which process has it in hand; empty when none.</summary>
    public string ClaimedBy { get; set; } = "";

    /// <summary>When it was taken in hand.</summary>
    public Instant? ClaimedAt { get; set; }

    /// <summary>What went wrong last.</summary>
    public SubmissionFault Fault { get; set; }

    /// <summary>The server's own words, at most 500 characters; empty when it said nothing.</summary>
    public string FaultDetail { get; set; } = "";

    /// <summary>When the person pressed Send.</summary>
    public Instant QueuedAt { get; set; }

    /// <summary>When the server took it.</summary>
    public Instant? SubmittedAt { get; set; }

    /// <summary>When it was filed in Sent and all was done.</summary>
    public Instant? FiledAt { get; set; }
}

/// <summary>
/// Waiting -> Claimed -> Transmitting -> Submitted -> Filed. From Claimed a crash leads back to Waiting, from Transmitting to Unclear
/// (the server may have it), from Submitted filing is simply repeated.
/// </summary>
public enum OutboxState
{
    /// <summary>To be sent when due.</summary>
    Waiting = 0,

    /// <summary>Taken in hand; nothing of the message has been given to the server.</summary>
    Claimed = 1,

    /// <summary>The message is being given to the server: what happened after a crash here nobody can know.</summary>
    Transmitting = 2,

    /// <summary>The server took it; not yet filed in Sent.</summary>
    Submitted = 3,

    /// <summary>Done.</summary>
    Filed = 4,

    /// <summary>The connection broke while the server was to answer: the person decides.</summary>
    Unclear = 5,

    /// <summary>The server refused for good: the person decides.</summary>
    Refused = 6,

    /// <summary>Taken back by the person; the draft is open again.</summary>
    TakenBack = 7,
}

/// <summary>Why a try did not end well.</summary>
public enum SubmissionFault
{
    /// <summary>Nothing went wrong.</summary>
    None = 0,

    /// <summary>No server answered.</summary>
    Unreachable = 1,

    /// <summary>The server's certificate is not valid for its name.</summary>
    Certificate = 2,

    /// <summary>The server did not accept the person's credentials.</summary>
    Authentication = 3,

    /// <summary>The server asked to try later.</summary>
    TryLater = 4,

    /// <summary>The sender's address is not allowed.</summary>
    Sender = 5,

    /// <summary>A recipient does not exist or is refused.</summary>
    Recipient = 6,

    /// <summary>The message is too large for the server.</summary>
    TooLarge = 7,

    /// <summary>Another refusal, in the server's words.</summary>
    Refused = 8,

    /// <summary>The connection broke before the answer.</summary>
    NoAnswer = 9,

    /// <summary>Sent, but the copy could not be filed yet.</summary>
    NotFiled = 10,

    /// <summary>The server does not speak TLS on the port where the settings expect it.</summary>
    Encryption = 11,
}
