namespace Groupware.Formats.ContentLines;

/// <summary>What is wrong with a text and where.</summary>
/// <param name="Line">Physical line, from 1; 0 when the text as a whole is meant.</param>
/// <param name="Column">Octet of the unfolded content line, from 1; 0 when the whole line is meant.</param>
/// <param name="Rule">The rule that is broken, in words, with its source.</param>
public sealed record ContentLineDefect(int Line, int Column, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}: {Rule}";
}
