using Groupware.Mail.Mailboxes;
using Groupware.Storage.Mail;

namespace Groupware.Mail.Composing;

/// <summary>What a new draft begins with.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Content">Recipients, subject and the first text (the signature).</param>
/// <param name="QuoteHtml">The quoted original, already cleaned; empty without one.</param>
/// <param name="QuoteText">The quoted original as text.</param>
/// <param name="InReplyTo">With its angle brackets; empty without one.</param>
/// <param name="References">Ids separated by blanks.</param>
/// <param name="SourceFolder">Folder of the message answered or forwarded; empty without one.</param>
/// <param name="Source">That message.</param>
public sealed record NewDraft(
    DraftKind Kind,
    DraftContent Content,
    string QuoteHtml,
    string QuoteText,
    string InReplyTo,
    string References,
    string SourceFolder,
    MessageUid Source)
{
    /// <summary>Its window is open at once; false while its files are still brought, so that nobody sees half of it.</summary>
    public bool Open { get; init; } = true;

    /// <summary>A new message to nobody yet, or to those given.</summary>
    public static NewDraft To(string recipients, string body) =>
        new(DraftKind.New, DraftContent.Empty with { To = recipients, Body = body }, "", "", "", "", "", default);
}

/// <summary>How attaching a file ended.</summary>
/// <param name="Status">Attached, or why not.</param>
/// <param name="Attachment">Null unless attached.</param>
public sealed record AttachOutcome(AttachStatus Status, DraftAttachmentView? Attachment);

/// <summary>The ways attaching can end.</summary>
public enum AttachStatus
{
    /// <summary>It is on the disk and in the list.</summary>
    Attached,

    /// <summary>All attachments together would be larger than a message may be.</summary>
    TooLarge,

    /// <summary>No such draft of this person.</summary>
    NotFound,
}

/// <summary>A text that lost against a faster save from another tab.</summary>
/// <param name="Id">The kept version.</param>
/// <param name="BasedOn">Version it was written on.</param>
/// <param name="Content">The text.</param>
/// <param name="KeptAt">When it came.</param>
public sealed record KeptVersion(long Id, long BasedOn, DraftContent Content, NodaTime.Instant KeptAt);
