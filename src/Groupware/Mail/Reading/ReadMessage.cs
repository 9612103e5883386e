using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using NodaTime;

namespace Groupware.Mail.Reading;

/// <summary>A message taken apart for showing and answering. All of it comes from outside.</summary>
/// <param name="Folder">Path of the folder it was read in.</param>
/// <param name="Uid">Which.</param>
/// <param name="Subject">Decoded, one line.</param>
/// <param name="From">Usually one.</param>
/// <param name="Sender">Sender header; only when it differs from the first of <paramref name="From"/>.</param>
/// <param name="ReplyTo">Empty: answers go to <paramref name="From"/>.</param>
/// <param name="To">At most <see cref="MessageReader.MaxAddresses"/>.</param>
/// <param name="Cc">At most <see cref="MessageReader.MaxAddresses"/>.</param>
/// <param name="Bcc">Only in own messages.</param>
/// <param name="Received">INTERNALDATE.</param>
/// <param name="Sent">Date header; null when it is missing or cannot be read.</param>
/// <param name="MessageId">Without angle brackets; null when there is none.</param>
/// <param name="References">Oldest first.</param>
/// <param name="Marks">Flags when it was read.</param>
/// <param name="Text">Plain text, laid out; null when only HTML is shown.</param>
/// <param name="UntrustedHtml">As received: goes nowhere but through <see cref="HtmlCleaner"/>. Null when there is none.</param>
/// <param name="Shortened">The text was longer than what is shown.</param>
/// <param name="Attachments">Parts to save.</param>
/// <param name="Pictures">Parts that the HTML may show, by Content-ID.</param>
public sealed record ReadMessage(
    string Folder,
    MessageUid Uid,
    string Subject,
    IReadOnlyList<MailPerson> From,
    MailPerson? Sender,
    IReadOnlyList<MailPerson> ReplyTo,
    IReadOnlyList<MailPerson> To,
    IReadOnlyList<MailPerson> Cc,
    IReadOnlyList<MailPerson> Bcc,
    Instant Received,
    DateTimeOffset? Sent,
    string? MessageId,
    IReadOnlyList<string> References,
    MessageMarks Marks,
    string? Text,
    string? UntrustedHtml,
    bool Shortened,
    IReadOnlyList<Attachment> Attachments,
    IReadOnlyDictionary<string, Attachment> Pictures)
{
    /// <summary>Keywords when it was read, as <see cref="Labels.Keywords"/> writes them.</summary>
    public string Keywords { get; init; } = "";
}
