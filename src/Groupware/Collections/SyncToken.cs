using System.Globalization;
using Groupware.Storage.Collections;

namespace Groupware.Collections;

/// <summary>A point in a collection's history (RFC 6578, section 4). It names its collection and epoch, so that no other collection honours it.</summary>
/// <param name="Epoch">Another number after a restore from backup.</param>
/// <param name="Value">The collection's counter.</param>
public readonly record struct SyncToken(CollectionId Collection, long Epoch, long Value)
{
    private const string Prefix = "urn:groupware:sync:";

    /// <summary>Reads what <see cref="ToString"/> wrote; the only form that is taken, digit by digit.</summary>
    public static bool TryParse(string text, out SyncToken token)
    {
        token = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('-');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var collection)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        token = new SyncToken(new CollectionId(collection), epoch, value);
        return string.Equals(token.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>A URI, as RFC 6578 asks for.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Collection.Value}-{Epoch}-{Value}");
}
