using Groupware.Mail.Mailboxes;
using NodaTime;

namespace Groupware.Mail.Lists;

/// <summary>One row of a list.</summary>
/// <param name="Uid">The message.</param>
/// <param name="Sender">Name of the first sender, or the address.</param>
/// <param name="SenderAddress">The address; empty when there is none.</param>
/// <param name="Recipients">Names of the first few recipients, for folders of sent mail.</param>
/// <param name="Subject">Decoded, in one line; empty when there is none.</param>
/// <param name="Received">When it came in.</param>
/// <param name="Size">Octets.</param>
/// <param name="Marks">Flags and kinds of parts.</param>
/// <param name="Preview">First words of the text; null while it is not known yet.</param>
public sealed record MessageListItem(
    MessageUid Uid,
    string Sender,
    string SenderAddress,
    string Recipients,
    string Subject,
    Instant Received,
    uint Size,
    MessageMarks Marks,
    string? Preview)
{
    /// <summary>Keywords that may be labels, as <see cref="Labels.Keywords"/> writes them.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>Not read yet.</summary>
    public bool Unread => !Marks.HasFlag(MessageMarks.Seen);

    /// <summary>Flagged.</summary>
    public bool Flagged => Marks.HasFlag(MessageMarks.Flagged);
}

/// <summary>What a row shows besides its words.</summary>
[Flags]
public enum MessageMarks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>\Seen.</summary>
    Seen = 1,

    /// <summary>\Flagged.</summary>
    Flagged = 2,

    /// <summary>\Answered.</summary>
    Answered = 4,

    /// <summary>$Forwarded.</summary>
    Forwarded = 8,

    /// <summary>\Draft.</summary>
    Draft = 16,

    /// <summary>Has a part to save.</summary>
    Attachment = 32,

    /// <summary>Has a text/calendar part.</summary>
    Invitation = 64,
}
