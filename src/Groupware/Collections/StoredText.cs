using System.Buffers;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Groupware.Collections;

/// <summary>What every stored text must be, whatever its format.</summary>
internal static class StoredText
{
    /// <summary>What XML 1.0 can't carry: stored, it would make every later answer unreadable.</summary>
    private static readonly SearchValues<byte> Unspeakable = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    /// <summary>The ETag of a text without quotes: the first 16 bytes of its SHA-256.</summary>
    public static string Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>Why the text can't be stored; null when it can.</summary>
    public static string? Defect(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text)) return "the text is UTF-8";
        return text.ContainsAny(Unspeakable) || text.IndexOf("\uFFFE"u8) >= 0 || text.IndexOf("\uFFFF"u8) >= 0 ? "the text holds no control characters but TAB, CR and LF" : null;
    }

    /// <summary>A text cut to what an index column holds, never inside a character.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
