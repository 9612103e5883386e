using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;

namespace Groupware.Contacts;

/// <summary>PHOTO inside a card: base64 (2.1, 3.0) or a data address (4.0). RFC 2426, section 3.1.4; RFC 6350, section 6.2.4.</summary>
internal static class CardPhoto
{
    public static ContactPhoto? Read(Component card)
    {
        foreach (var property in card.All("PHOTO"))
        {
            var raw = property.RawValue;
            if (raw.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            {
                var comma = raw.IndexOf(',', StringComparison.Ordinal);
                if (comma < 0 || !raw.AsSpan(0, comma).Contains("base64", StringComparison.OrdinalIgnoreCase)) continue;
                if (Decode(raw.AsSpan(comma + 1)) is { } bytes) return new ContactPhoto(bytes, raw[5..comma].Split(';')[0]);
            }
            else if (property.Parameter("ENCODING") is { } encoding && (encoding.Equals("b", StringComparison.OrdinalIgnoreCase) || encoding.Equals("BASE64", StringComparison.OrdinalIgnoreCase)))
            {
                var type = property.Parameter("TYPE") ?? "jpeg";
                if (Decode(raw) is { } bytes) return new ContactPhoto(bytes, type.Contains('/', StringComparison.Ordinal) ? type : "image/" + type.ToLowerInvariant());
            }
        }

        return null;
    }

    public static void Write(Component card, ContactPhoto? old, ContactPhoto? now, VCardVersion version)
    {
        if (old is not null && now is not null && old.Bytes.Span.SequenceEqual(now.Bytes.Span)) return;
        if (now is null && old is null) return;
        card.Remove("PHOTO");
        if (now is null) return;
        var text = Convert.ToBase64String(now.Bytes.Span);
        if (version == VCardVersion.V40) card.Add("PHOTO", $"data:{now.MediaType};base64,{text}");
        else card.Add("PHOTO", text, ("ENCODING", version == VCardVersion.V21 ? "BASE64" : "b"), ("TYPE", now.MediaType.Replace("image/", "", StringComparison.OrdinalIgnoreCase).ToUpperInvariant()));
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];   // blanks of bad folding may stand in the text
        return Convert.TryFromBase64Chars(text, bytes, out var written) && written > 0 ? bytes[..written] : null;
    }
}
