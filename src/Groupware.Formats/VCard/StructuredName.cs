using Groupware.Formats.ContentLines;

namespace Groupware.Formats.VCard;

/// <summary>N of a card, each part as text; several names of one part stand behind a comma.</summary>
/// <remarks>RFC 6350, section 6.2.2: <c>N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.</c></remarks>
public sealed record StructuredName(string Family, string Given, string Additional, string Prefixes, string Suffixes)
{
    /// <summary>No part.</summary>
    public static StructuredName Empty { get; } = new("", "", "", "", "");

    /// <summary>Reads N.</summary>
    public static StructuredName Read(Property? property)
    {
        if (property is null)
            return Empty;
        var parts = CardText.Parts(property.Line);
        string At(int i) => i < parts.Count ? parts[i] : "";
        return new StructuredName(At(0), At(1), At(2), At(3), At(4));
    }

    /// <summary>Sets N in its place; parts that read the same keep their writing.</summary>
    public void WriteTo(Property property, VCardVersion version) => CardText.WriteParts(property, [Family, Given, Additional, Prefixes, Suffixes], version);

    /// <summary>Raw value of a new N.</summary>
    public string ToRaw() => string.Join(';', new[] { Family, Given, Additional, Prefixes, Suffixes }.Select(TextValue.Escape));
}
