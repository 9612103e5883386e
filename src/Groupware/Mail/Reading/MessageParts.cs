using MailKit;

namespace Groupware.Mail.Reading;

/// <summary>Decides which parts of a message are its text, its pictures and its attachments, within limits on depth and number.</summary>
internal sealed class MessageParts
{
    private const int MaxDepth = 30;
    private const int MaxParts = 400;
    private const int MaxTexts = 10;

    private readonly List<Attachment> attachments = [];
    private readonly Dictionary<string, Attachment> pictures = new(StringComparer.Ordinal);
    private readonly List<BodyPartText> texts = [];
    private int seen;

    private MessageParts()
    {
    }

    public BodyPartText? Html { get; private set; }

    /// <summary>Plain texts to be shown one after another when there is no HTML.</summary>
    public IReadOnlyList<BodyPartText> Texts => texts;

    public IReadOnlyList<Attachment> Attachments => attachments;

    public IReadOnlyDictionary<string, Attachment> Pictures => pictures;

    public static MessageParts Of(BodyPart? root)
    {
        var parts = new MessageParts();
        if (root is not null) parts.Add(root, 0, related: false);
        return parts;
    }

    private void Add(BodyPart part, int depth, bool related)
    {
        if (++seen > MaxParts || depth > MaxDepth) return;
        switch (part)
        {
            case BodyPartMultipart multipart when part.ContentType.IsMimeType("multipart", "alternative"):
                AddAlternatives(multipart, depth);
                break;
            case BodyPartMultipart multipart:
                var isRelated = part.ContentType.IsMimeType("multipart", "related");
                foreach (var child in multipart.BodyParts) Add(child, depth + 1, isRelated);
                break;
            case BodyPartText text when !text.IsAttachment && text.ContentType.IsMimeType("text", "html"):
                // a second one, as lists append it, is kept as a file
                if (Html is null && !(texts.Count > 0 && text.FileName is not null)) Html = text;
                else attachments.Add(AttachmentOf(text));
                break;
            case BodyPartText text when !text.IsAttachment && IsReadable(text) && text.FileName is null && texts.Count < MaxTexts:
                texts.Add(text);
                break;
            case BodyPartBasic basic:
                var file = AttachmentOf(basic);
                if (file.ContentId is { } id && IsPicture(file.MediaType) && pictures.TryAdd(id, file) && related && !basic.IsAttachment) break;
                attachments.Add(file);
                break;
        }
    }

    /// <summary>The richest that we can show counts; the plain twin of it is not read.</summary>
    private void AddAlternatives(BodyPartMultipart multipart, int depth)
    {
        var hadHtml = Html;
        var had = texts.Count;
        foreach (var child in multipart.BodyParts) Add(child, depth + 1, related: false);
        if (Html is not null && hadHtml is null) texts.RemoveRange(had, texts.Count - had);
        else if (texts.Count > had + 1) texts.RemoveRange(had + 1, texts.Count - had - 1);
    }

    private static bool IsReadable(BodyPartText text) =>
        text.ContentType.IsMimeType("text", "plain") || text.ContentType.IsMimeType("text", "enriched") || text.ContentType.IsMimeType("text", "richtext") || text.ContentType.IsMimeType("text", "markdown");

    // drawings are programs: they are saved, never shown
    private static bool IsPicture(string type) => type is "image/png" or "image/jpeg" or "image/jpg" or "image/gif" or "image/webp" or "image/bmp";

    private static Attachment AttachmentOf(BodyPartBasic part)
    {
        var type = part.ContentType;
        var mediaType = $"{type.MediaType}/{type.MediaSubtype}".ToLowerInvariant();
        var name = part is BodyPartMessage message
            ? FileNames.Safe(part.FileName ?? $"{Lists.MessageRows.OneLine(message.Envelope?.Subject, 100)}.eml", "message.eml")
            : FileNames.Safe(part.FileName, Unnamed(mediaType));
        var encoding = (part.ContentTransferEncoding ?? "").Trim().ToLowerInvariant();
        var size = encoding == "base64" ? (long)part.Octets * 73 / 100 : part.Octets;
        return new Attachment(part.PartSpecifier, name, mediaType, encoding, size, part.ContentId?.Trim().Trim('<', '>') is { Length: > 0 } id ? id : null);
    }

    private static string Unnamed(string mediaType) => mediaType switch
    {
        "text/plain" => "text.txt",
        "text/html" => "text.html",
        "text/calendar" => "invitation.ics",
        "text/vcard" or "text/x-vcard" => "contact.vcf",
        "image/png" => "picture.png",
        "image/jpeg" => "picture.jpg",
        "image/gif" => "picture.gif",
        "application/pdf" => "document.pdf",
        "message/delivery-status" => "delivery-status.txt",
        _ => "attachment.bin",
    };
}
