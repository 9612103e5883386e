namespace Groupware.Formats.VCard;

/// <summary>Which vCard a card is written in.</summary>
public enum VCardVersion
{
    /// <summary>vCard 2.1 of the versit consortium, 1996.</summary>
    V21,

    /// <summary>RFC 2426.</summary>
    V30,

    /// <summary>RFC 6350.</summary>
    V40,
}
