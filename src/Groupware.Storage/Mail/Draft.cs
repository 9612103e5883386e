using Groupware.Storage.People;
using NodaTime;

namespace Groupware.Storage.Mail;

/// <summary>A message being written, until it is handed to the outbox or discarded.</summary>
public sealed class Draft
{
    /// <summary>The key.</summary>
    public DraftId Id { get; set; }

    /// <summary>Who writes.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>Raised by one with each save; the ETag of the draft.</summary>
    public long Version { get; set; }

    /// <summary>New, reply, reply to all or forward.</summary>
    public DraftKind Kind { get; set; }

    /// <summary>The sender's address; one of the person's own.</summary>
    public string FromAddress { get; set; } = "";

    /// <summary>Recipients as typed, separated by commas; may hold what is not an address yet.</summary>
    public string To { get; set; } = "";

    /// <summary>As <see cref="To"/>.</summary>
    public string Cc { get; set; } = "";

    /// <summary>As <see cref="To"/>.</summary>
    public string Bcc { get; set; } = "";

    /// <summary>The subject, decoded.</summary>
    public string Subject { get; set; } = "";

    /// <summary>What was written, without the folded quote: HTML, or plain text when <see cref="PlainText"/>.</summary>
    public string Body { get; set; } = "";

    /// <summary>The message is written and sent as plain text only.</summary>
    public bool PlainText { get; set; }

    /// <summary>The quoted original, cleaned once when the draft was made and never changed afterwards; empty without one.</summary>
    public string QuoteHtml { get; set; } = "";

    /// <summary>The quoted original as text.</summary>
    public string QuoteText { get; set; } = "";

    /// <summary>Whether the quote is joined when sent, was opened for editing (then it stands in <see cref="Body"/>), or was removed.</summary>
    public QuoteState Quote { get; set; }

    /// <summary>Message-ID the message will carry, with its angle brackets; given when the draft is made.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>Message-ID answered to, with its angle brackets; empty for a new message and a forward.</summary>
    public string InReplyTo { get; set; } = "";

    /// <summary>RFC 5322, section 3.6.4: the ids, separated by blanks.</summary>
    public string References { get; set; } = "";

    /// <summary>Folder of the message answered or forwarded; empty without one.</summary>
    public string SourceFolder { get; set; } = "";

    /// <summary>UIDVALIDITY of <see cref="SourceFolder"/>.</summary>
    public long SourceUidValidity { get; set; }

    /// <summary>UID of the message answered or forwarded.</summary>
    public long SourceUid { get; set; }

    /// <summary>UIDVALIDITY of the copy in the Drafts folder; 0 while there is none.</summary>
    public long CopyUidValidity { get; set; }

    /// <summary>UID of the copy in the Drafts folder; 0 while there is none.</summary>
    public long CopyUid { get; set; }

    /// <summary><see cref="Version"/> that the copy in the Drafts folder shows.</summary>
    public long CopyVersion { get; set; }

    /// <summary>Its window is open in the browser: it comes back with the next page.</summary>
    public bool Open { get; set; }

    /// <summary>When it was handed to the outbox; from then on it cannot be changed, until it is taken back.</summary>
    public Instant? HandedOverAt { get; set; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it was saved last.</summary>
    public Instant SavedAt { get; set; }

    /// <summary>When it was thrown away; kept for a day so that this can be undone.</summary>
    public Instant? DiscardedAt { get; set; }
}

/// <summary>What a draft is for.</summary>
public enum DraftKind
{
    /// <summary>A new message.</summary>
    New = 0,

    /// <summary>An answer to the sender.</summary>
    Reply = 1,

    /// <summary>An answer to everybody.</summary>
    ReplyAll = 2,

    /// <summary>Somebody else's message passed on.</summary>
    Forward = 3,
}

/// <summary>Where the quoted original stands.</summary>
public enum QuoteState
{
    /// <summary>There is none, or it was removed.</summary>
    None = 0,

    /// <summary>Beside the editor, joined when sent.</summary>
    Folded = 1,

    /// <summary>In the body, open for editing.</summary>
    Opened = 2,
}
