namespace Groupware.Formats.ContentLines;

/// <summary>A property of a component: a content line that can be changed in its place. Setting what is already there leaves the octets alone.</summary>
public sealed class Property
{
    private readonly Component owner;

    internal Property(Component owner, ContentLine line)
    {
        this.owner = owner;
        Line = line;
    }

    /// <summary>The line as it stands now.</summary>
    public ContentLine Line { get; private set; }

    /// <summary>vCard group; empty when there is none.</summary>
    public string Group => Line.Group;

    /// <summary>Name as written; compared without regard to case. Empty for a blank or broken line.</summary>
    public string Name => Line.Name;

    /// <summary>Value, still escaped.</summary>
    public string RawValue => Line.RawValue;

    /// <summary>Value as one text, unescaped.</summary>
    public string Text => TextValue.Unescape(RawValue);

    /// <summary>Value as a comma separated list of texts, without empty ones.</summary>
    public IReadOnlyList<string> TextList => TextValue.UnescapeList(RawValue);

    /// <summary>Parameters in their order.</summary>
    public IReadOnlyList<Parameter> Parameters => Line.Parameters;

    /// <summary>Whether it is called so.</summary>
    public bool Is(string name) => Line.Is(name);

    /// <summary>First value of the parameter, decoded; null when there is none.</summary>
    public string? Parameter(string name) => Line.Parameter(name)?.Value;

    /// <summary>All values of all parameters of that name, decoded.</summary>
    public IEnumerable<string> ParameterValues(string name) => Line.Parameters.Where(p => p.Is(name)).SelectMany(p => p.Values);

    /// <summary>Sets the value as it is to stand on the line.</summary>
    public void SetRaw(string rawValue)
    {
        if (!string.Equals(rawValue, RawValue, StringComparison.Ordinal))
            Line = Line.WithRawValue(rawValue, owner.Style);
    }

    /// <summary>Sets the value to a text, escaped. A text that reads the same as before keeps its line, however it was escaped.</summary>
    public void SetText(string text)
    {
        if (!string.Equals(text, Text, StringComparison.Ordinal))
            SetRaw(TextValue.Escape(text));
    }

    /// <summary>Sets the value to a comma separated list of texts.</summary>
    public void SetTextList(IEnumerable<string> texts)
    {
        var list = texts.ToList();
        if (!list.SequenceEqual(TextList, StringComparer.Ordinal))
            SetRaw(TextValue.EscapeList(list));
    }

    /// <summary>Sets one parameter in its place or adds it; null takes it away.</summary>
    public void SetParameter(string name, string? value)
    {
        var old = Line.Parameter(name);
        if (value is null ? old is null : old is { Values.Count: 1 } && string.Equals(old.Value, value, StringComparison.Ordinal))
            return;
        Line = Line.WithParameter(name, value is null ? null : [value], owner.Style);
    }

    /// <summary>Sets a parameter of several values.</summary>
    public void SetParameterValues(string name, IReadOnlyList<string> values)
    {
        if (Line.Parameter(name) is not { } old || !old.Values.SequenceEqual(values, StringComparer.Ordinal))
            Line = Line.WithParameter(name, values, owner.Style);
    }

    /// <summary>Gives it another name in its place.</summary>
    public void Rename(string name)
    {
        if (!Is(name))
            Line = Line.WithName(name, owner.Style);
    }

    /// <summary>Takes away the property.</summary>
    public void Remove() => owner.Remove(this);

    internal void End() => Line = Line.EndedBy(owner.Style);

    /// <inheritdoc/>
    public override string ToString() => Line.ToString();
}
