namespace Groupware.Formats.ContentLines;

/// <summary>The text breaks a rule of content lines, iCalendar or vCard. The only exception the readers of this assembly throw.</summary>
public sealed class ContentLineException : FormatException
{
    /// <summary>Makes the exception of one defect.</summary>
    public ContentLineException(ContentLineDefect defect)
        : base(defect.ToString()) => Defect = defect;

    /// <summary>Where and what.</summary>
    public ContentLineDefect Defect { get; }

    /// <summary>Physical line, from 1; 0 when the text as a whole is meant.</summary>
    public int Line => Defect.Line;

    /// <summary>Octet of the unfolded content line, from 1; 0 when the whole line is meant.</summary>
    public int Column => Defect.Column;

    /// <summary>The rule that is broken.</summary>
    public string Rule => Defect.Rule;
}
