using MimeKit;

namespace Groupware.Mail.Composing;

/// <summary>Recipients as people type and paste them: separated by commas, semicolons or line ends, with or without names.</summary>
/// <param name="Mailboxes">What is an address, in order, each address once.</param>
/// <param name="Invalid">The pieces that are not.</param>
public sealed record RecipientList(IReadOnlyList<MailboxAddress> Mailboxes, IReadOnlyList<string> Invalid)
{
    /// <summary>Never throws: what cannot be read is in <see cref="Invalid"/>.</summary>
    public static RecipientList Parse(string typed)
    {
        var mailboxes = new List<MailboxAddress>();
        var invalid = new List<string>();
        foreach (var piece in Split(typed))
        {
            if (TryParse(piece, out var mailbox))
            {
                if (!mailboxes.Exists(m => string.Equals(m.Address, mailbox.Address, StringComparison.OrdinalIgnoreCase))) mailboxes.Add(mailbox);
            }
            else
            {
                invalid.Add(piece);
            }
        }

        return new RecipientList(mailboxes, invalid);
    }

    /// <summary>The form that <see cref="Parse"/> reads and the browser shows as chips; names are not encoded.</summary>
    public static string Format(IEnumerable<MailboxAddress> mailboxes) => string.Join(", ", mailboxes.Select(Format));

    private static string Format(MailboxAddress mailbox) => string.IsNullOrWhiteSpace(mailbox.Name)
        ? mailbox.Address
        : $"\"{mailbox.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{mailbox.Address}>";

    private static bool TryParse(string piece, out MailboxAddress mailbox)
    {
        if (MailboxAddress.TryParse(piece, out mailbox!) && IsAddress(mailbox.Address)) return true;
        // "Moreau, Alice <alice@example.test>" without quotes, or a stray bracket: the last <...> counts, the rest is the name
        var open = piece.LastIndexOf('<');
        var close = piece.LastIndexOf('>');
        if (open < 0 || close < open) return false;
        var address = piece[(open + 1)..close].Trim();
        if (!IsAddress(address)) return false;
        mailbox = new MailboxAddress(piece[..open].Trim().Trim('"'), address);
        return true;
    }

    private static bool IsAddress(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || address.Length > 254) return false;
        return !address.Any(c => char.IsControl(c) || c is ' ' or '<' or '>' or ',' or ';') && address[at + 1] != '.' && address[^1] != '.';
    }

    private static IEnumerable<string> Split(string typed)
    {
        var start = 0;
        var quoted = false;
        var bracket = false;
        for (var i = 0; i <= typed.Length; i++)
        {
            var c = i < typed.Length ? typed[i] : '\n';
            if (c == '\\' && quoted) i++;
            else if (c == '"' && !bracket) quoted = !quoted;
            else if (c == '<' && !quoted) bracket = true;
            else if (c == '>' && !quoted) bracket = false;
            else if (c is '\n' or '\r' || (c is ',' or ';' && !quoted && !bracket))
            {
                var piece = typed[start..Math.Min(i, typed.Length)].Trim();
                if (piece.Length > 0) yield return piece;
                start = i + 1;
                quoted = bracket = false;
            }
        }
    }
}
