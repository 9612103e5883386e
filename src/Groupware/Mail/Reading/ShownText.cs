using System.Text;
using MailKit;
using MimeKit;

namespace Groupware.Mail.Reading;

/// <summary>The text of a message that is shown: its HTML, else its plain texts one after another.</summary>
/// <param name="Plain">Null when there is HTML.</param>
/// <param name="Html">As it was sent.</param>
/// <param name="Shortened">There is more than we read.</param>
internal readonly record struct ShownText(string? Plain, string? Html, bool Shortened)
{
    private const int MaxOctets = 1_500_000;

    public static async Task<ShownText> ReadAsync(IMailFolder folder, UniqueId id, MessageParts parts, CancellationToken cancel)
    {
        var shortened = false;
        if (parts.Html is { } htmlPart)
        {
            var html = await TextAsync(htmlPart);
            return new ShownText(null, html, shortened);
        }
        var all = new StringBuilder();
        foreach (var part in parts.Texts)
        {
            if (all.Length > 0) all.Append("\n\n");
            var one = await TextAsync(part);
            var flowed = part.ContentType.Parameters.TryGetValue("format", out string? format) && string.Equals(format, "flowed", StringComparison.OrdinalIgnoreCase);
            var deleteSpace = part.ContentType.Parameters.TryGetValue("delsp", out string? delsp) && string.Equals(delsp, "yes", StringComparison.OrdinalIgnoreCase);
            if (flowed) one = FlowedText.Unfold(one, deleteSpace);
            if (part.ContentType.IsMimeType("text", "enriched") || part.ContentType.IsMimeType("text", "richtext")) one = HtmlText.Of(one);
            all.Append(one);
            if (all.Length > MaxOctets) break;
        }
        return new ShownText(all.ToString(), null, shortened);

        async Task<string> TextAsync(BodyPartText part)
        {
            var section = part.PartSpecifier.Length == 0 ? "TEXT" : part.PartSpecifier;
            await using var raw = await folder.GetStreamAsync(id, section, 0, MaxOctets, cancel);
            shortened |= part.Octets > MaxOctets;
            return Decode(part, raw);
        }
    }

    private static string Decode(BodyPartText part, Stream raw)
    {
        ContentEncoding encoding = MimeKit.Utils.MimeUtils.TryParse(part.ContentTransferEncoding ?? "", out ContentEncoding known) ? known : ContentEncoding.Default;
        using var text = new TextPart(part.ContentType.MediaSubtype) { Content = new MimeContent(raw, encoding) };
        if (part.ContentType.Charset is { Length: > 0 } charset) text.ContentType.Charset = charset;
        return text.Text.Replace("\0", "", StringComparison.Ordinal);
    }
}
