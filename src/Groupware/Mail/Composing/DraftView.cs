using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>A draft as its window needs it.</summary>
/// <param name="Id">The draft.</param>
/// <param name="Version">The number its next save must name (If-Match).</param>
/// <param name="Kind">New, reply or forward.</param>
/// <param name="Content">What was typed.</param>
/// <param name="HasQuote">There is a quoted original, folded or not.</param>
/// <param name="Attachments">In the order of the list; pictures in the text too, they carry a Content-ID.</param>
/// <param name="SavedAt">When it was saved last.</param>
public sealed record DraftView(
    DraftId Id,
    long Version,
    DraftKind Kind,
    DraftContent Content,
    bool HasQuote,
    IReadOnlyList<DraftAttachmentView> Attachments,
    Instant SavedAt)
{
    /// <summary>A new message that nothing was done to.</summary>
    public bool IsUntouched => Version == 1 && Attachments.Count == 0 && Kind == DraftKind.New && Content.Subject.Length == 0 && Content.To.Length == 0;
}

/// <summary>A file of a draft.</summary>
/// <param name="Id">The attachment.</param>
/// <param name="FileName">Name without a path.</param>
/// <param name="MediaType">As declared.</param>
/// <param name="Size">Octets.</param>
/// <param name="ContentId">Without angle brackets; empty unless it is a picture in the text.</param>
public sealed record DraftAttachmentView(Guid Id, string FileName, string MediaType, long Size, string ContentId);
