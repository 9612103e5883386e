using System.Globalization;
using System.Net;
using System.Text;
using Groupware.Mail.Reading;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>The original under an answer or in a forward: cleaned once, then kept to the byte until it is sent.</summary>
/// <param name="Html">With its introduction.</param>
/// <param name="Text">The same as text; an answer's lines begin with "> ".</param>
/// <param name="Pictures">Inline pictures of the original that the HTML names by <c>/api/pictures/{id}</c>.</param>
public sealed record Quotation(string Html, string Text, IReadOnlyDictionary<Guid, Attachment> Pictures)
{
    /// <summary>Quotes a message for an answer.</summary>
    public static Quotation ForReply(ReadMessage original, QuotationWords words, DateTimeZone zone, CultureInfo culture)
    {
        var sender = original.From.Count > 0 ? original.From[0] : new MailPerson("", "");
        var who = sender.Name.Length > 0 ? $"{sender.Name} <{sender.Address}>" : sender.Address;
        var line = string.Format(culture, words.Wrote, Moment(original, zone, culture), who);
        var pictures = new QuotePictures(original.Pictures);
        var html = $"<div>{WebUtility.HtmlEncode(line)}</div><blockquote type=\"cite\">{Body(original, pictures)}</blockquote>";
        var text = new StringBuilder(line).Append('\n');
        foreach (var quoted in TextOf(original).Split('\n')) text.Append(quoted.StartsWith('>') ? ">" : "> ").Append(quoted).Append('\n');
        return new Quotation(html, text.ToString().TrimEnd(), pictures.Used);
    }

    /// <summary>Puts a message into a forward, under its most important headers.</summary>
    public static Quotation ForForward(ReadMessage original, QuotationWords words, DateTimeZone zone, CultureInfo culture)
    {
        var pictures = new QuotePictures(original.Pictures);
        (string Name, string Value)[] headers =
        [
            (words.From, People(original.From)),
            (words.Date, Moment(original, zone, culture)),
            (words.Subject, original.Subject),
            (words.To, People(original.To)),
            (words.Cc, People(original.Cc)),
        ];
        var shown = headers.Where(h => h.Value.Length > 0).ToList();
        var html = new StringBuilder("<div>").Append(WebUtility.HtmlEncode($"---------- {words.Forwarded} ----------")).Append("</div>");
        foreach (var (name, value) in shown) html.Append("<div><b>").Append(WebUtility.HtmlEncode(name)).Append(":</b> ").Append(WebUtility.HtmlEncode(value)).Append("</div>");
        html.Append("<div><br></div>").Append(Body(original, pictures));
        var text = new StringBuilder($"---------- {words.Forwarded} ----------\n");
        foreach (var (name, value) in shown) text.Append(name).Append(": ").Append(value).Append('\n');
        text.Append('\n').Append(TextOf(original));
        return new Quotation(html.ToString(), text.ToString(), pictures.Used);
    }

    private static string Moment(ReadMessage original, DateTimeZone zone, CultureInfo culture)
    {
        var at = (original.Sent is { } sent ? Instant.FromDateTimeOffset(sent) : original.Received).InZone(zone).LocalDateTime;
        return at.ToString("d MMMM uuuu, HH:mm", culture);
    }

    private static string People(IReadOnlyList<MailPerson> people) =>
        string.Join(", ", people.Select(p => p.Name.Length > 0 ? $"{p.Name} <{p.Address}>" : p.Address));

    private static string Body(ReadMessage original, QuotePictures pictures)
    {
        if (original.UntrustedHtml is { } untrusted) return HtmlCleaner.ForEditor(untrusted, pictures).Html;
        var html = new StringBuilder();
        foreach (var line in TextOf(original).Split('\n')) html.Append("<div>").Append(line.Length == 0 ? "<br>" : WebUtility.HtmlEncode(line)).Append("</div>");
        return html.ToString();
    }

    private static string TextOf(ReadMessage original) =>
        (original.Text ?? (original.UntrustedHtml is { } html ? HtmlText.Of(html) : "")).ReplaceLineEndings("\n").TrimEnd();

    /// <summary>Inline pictures become pictures of the draft; remote ones keep their address, which our pages never load.</summary>
    private sealed class QuotePictures(IReadOnlyDictionary<string, Attachment> parts) : IPictureAddresses
    {
        private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);

        public Dictionary<Guid, Attachment> Used { get; } = [];

        public string? Inline(string contentId)
        {
            if (!parts.TryGetValue(contentId, out var part)) return null;
            if (!ids.TryGetValue(contentId, out var id))
            {
                id = Guid.NewGuid();
                ids[contentId] = id;
                Used[id] = part;
            }

            return $"/api/pictures/{id:N}";
        }

        public string? Remote(Uri address) => address.AbsoluteUri;
    }
}

/// <summary>The words around a quotation, in the person's language.</summary>
/// <param name="Wrote">"On {0}, {1} wrote:".</param>
/// <param name="Forwarded">"Forwarded message".</param>
/// <param name="From">"From".</param>
/// <param name="Date">"Date".</param>
/// <param name="Subject">"Subject".</param>
/// <param name="To">"To".</param>
/// <param name="Cc">"Cc".</param>
public sealed record QuotationWords(string Wrote, string Forwarded, string From, string Date, string Subject, string To, string Cc);
