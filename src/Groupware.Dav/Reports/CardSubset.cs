using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Dav.Xml;
using Groupware.Formats.VCard;

namespace Groupware.Dav.Reports;

/// <summary>Some properties of a card (RFC 6352, section 10.4.2).</summary>
internal static class CardSubset
{
    /// <summary>What to make of a text; null: leave it whole.</summary>
    public static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Read(XElement addressData)
    {
        var names = addressData.Elements(XmlNames.A + "prop").Select(p => Filter.NameOf(p)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Count == 0 || addressData.Element(XmlNames.A + "allprop") is not null ? null : body => Of(body, names);
    }

    private static byte[] Of(ReadOnlyMemory<byte> body, HashSet<string> names)
    {
        var document = CardDocument.ParseLenient(body);
        foreach (var card in document.Cards)
        {
            foreach (var property in card.Properties.Where(p => !names.Contains(p.Name) && !p.Is("VERSION")).ToList()) card.Remove(property);
        }

        return document.ToBytes();
    }
}
