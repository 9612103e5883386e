using System.Globalization;

namespace Groupware.Mail.Mailboxes;

/// <summary>A message in a folder. One value, so that a number never outlives its validity (RFC 3501, section 2.3.1.1).</summary>
/// <param name="UidValidity">The folder's UIDVALIDITY the number belongs to.</param>
/// <param name="Uid">The number.</param>
public readonly record struct MessageUid(uint UidValidity, uint Uid)
{
    /// <summary>As it stands in an address: "1700000000-42".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UidValidity}-{Uid}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out MessageUid uid)
    {
        uid = default;
        if (text is null) return false;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0
            || !uint.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var validity)
            || !uint.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0) return false;
        uid = new MessageUid(validity, number);
        return true;
    }
}
