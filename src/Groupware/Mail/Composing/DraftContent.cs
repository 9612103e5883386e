using Groupware.Storage.Mail;

namespace Groupware.Mail.Composing;

/// <summary>All of a draft that the person types; what the browser keeps in its journal and sends with each save.</summary>
/// <param name="To">Recipients as typed, separated by commas; may hold what is not an address yet.</param>
/// <param name="Cc">As <paramref name="To"/>.</param>
/// <param name="Bcc">As <paramref name="To"/>.</param>
/// <param name="Subject">The subject, decoded.</param>
/// <param name="Body">HTML, or text when <paramref name="PlainText"/>; without the folded quote.</param>
/// <param name="PlainText">Written and sent as plain text only.</param>
/// <param name="Quote">Where the quoted original stands.</param>
/// <param name="From">The sender's address; empty means the person's own.</param>
public sealed record DraftContent(string To, string Cc, string Bcc, string Subject, string Body, bool PlainText, QuoteState Quote, string From)
{
    /// <summary>Nothing typed yet.</summary>
    public static DraftContent Empty { get; } = new("", "", "", "", "", PlainText: false, QuoteState.None, "");
}
