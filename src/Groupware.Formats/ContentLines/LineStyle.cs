namespace Groupware.Formats.ContentLines;

/// <summary>How a document writes its lines.</summary>
/// <param name="Syntax">Grammar.</param>
/// <param name="CrLf">CR LF, else LF.</param>
/// <param name="Fold">Whether long lines are folded.</param>
public sealed record LineStyle(LineSyntax Syntax, bool CrLf, bool Fold)
{
    /// <summary>The line end in octets.</summary>
    public ReadOnlySpan<byte> Newline => CrLf ? "\r\n"u8 : "\n"u8;
}

/// <summary>How a format differs in its content lines.</summary>
public enum LineSyntax
{
    /// <summary>RFC 5545: no groups.</summary>
    ICalendar,

    /// <summary>RFC 6350, RFC 2426 and vCard 2.1: <c>group.NAME</c>, and soft line breaks of quoted-printable values.</summary>
    VCard,
}
