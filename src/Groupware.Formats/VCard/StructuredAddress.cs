using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>ADR of a card, each part as text.</summary>
/// <remarks>RFC 6350, section 6.3.1: <c>ADR:;;123 Main Street;Any Town;CA;91921-1234;U.S.A.</c></remarks>
public sealed record StructuredAddress(string PostOfficeBox, string Extended, string Street, string Locality, string Region, string PostalCode, string Country)
{
    /// <summary>No part.</summary>
    public static StructuredAddress Empty { get; } = new("", "", "", "", "", "", "");

    /// <summary>Reads ADR.</summary>
    public static StructuredAddress Read(Property property)
    {
        var parts = CardText.Parts(property.Line);
        string At(int i) => i < parts.Count ? parts[i] : "";
        return new StructuredAddress(At(0), At(1), At(2), At(3), At(4), At(5), At(6));
    }

    /// <summary>Sets ADR in its place; parts that read the same keep their writing.</summary>
    public void WriteTo(Property property, VCardVersion version) =>
        CardText.WriteParts(property, [PostOfficeBox, Extended, Street, Locality, Region, PostalCode, Country], version);

    /// <summary>Raw value of a new ADR.</summary>
    public string ToRaw() => string.Join(';', new[] { PostOfficeBox, Extended, Street, Locality, Region, PostalCode, Country }.Select(TextValue.Escape));
}
