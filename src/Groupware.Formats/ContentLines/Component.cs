using System.Buffers;

namespace Groupware.Formats.ContentLines;

/// <summary>What stands between BEGIN and END: properties and inner components in their order, every octet kept.</summary>
/// <remarks>RFC 5545, section 3.6; a vCard is a component called VCARD. Not safe for several threads while it is changed.</remarks>
public sealed class Component
{
    private readonly List<object> items = [];
    private ContentLine? begin;
    private ContentLine? end;

    internal Component(string name, ContentLine? begin, ContentLine? end, LineStyle style)
    {
        Name = name;
        this.begin = begin;
        this.end = end;
        Style = style;
    }

    /// <summary>Name in upper case, for example VEVENT; empty for the text around the outermost components.</summary>
    public string Name { get; }

    /// <summary>Physical line of its BEGIN, from 1; 0 when it was made here.</summary>
    public int LineNumber => begin?.Number ?? 0;

    /// <summary>Well-formed properties in their order.</summary>
    public IEnumerable<Property> Properties => items.OfType<Property>().Where(p => p.Name.Length > 0);

    /// <summary>Inner components in their order.</summary>
    public IEnumerable<Component> Components => items.OfType<Component>();

    internal LineStyle Style { get; }

    internal IReadOnlyList<object> Items => items;

    /// <summary>Whether it is called so.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first property of that name; null when there is none.</summary>
    public Property? Property(string name)
    {
        foreach (var item in items)
        {
            if (item is Property property && property.Is(name))
                return property;
        }
        return null;
    }

    /// <summary>All properties of that name.</summary>
    public IEnumerable<Property> All(string name) => items.OfType<Property>().Where(p => p.Is(name)).ToList();

    /// <summary>Inner components of that name.</summary>
    public IEnumerable<Component> ComponentsNamed(string name) => items.OfType<Component>().Where(c => c.Is(name)).ToList();

    /// <summary>Sets the first property of that name to a raw value, or adds it. The parameters given are set, others stay.</summary>
    public Property Set(string name, string rawValue, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        if (Property(name) is not { } property)
            return Add(name, rawValue, parameters);
        property.SetRaw(rawValue);
        foreach (var (key, value) in parameters)
            property.SetParameter(key, value);
        return property;
    }

    /// <summary>Sets the first property of that name to a text, or adds it; null or the empty text takes all of that name away.</summary>
    public void SetText(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            Remove(name);
        else if (Property(name) is { } property)
            property.SetText(text);
        else
            Add(name, TextValue.Escape(text));
    }

    /// <summary>Adds a property after the last one that stands before the inner components.</summary>
    public Property Add(string name, string rawValue, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        AddGrouped("", name, rawValue, parameters);

    /// <summary>Adds a property with a vCard group.</summary>
    public Property AddGrouped(string group, string name, string rawValue, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var property = new Property(this, ContentLine.Create(group, name, rawValue, parameters.ToArray(), Style));
        var at = items.FindIndex(item => item is Component);
        Insert(at < 0 ? items.Count : at, property);
        return property;
    }

    /// <summary>Adds a property right after another one of this component.</summary>
    public Property AddAfter(Property neighbour, string name, string rawValue, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var property = new Property(this, ContentLine.Create("", name, rawValue, parameters.ToArray(), Style));
        Insert(items.IndexOf(neighbour) + 1, property);
        return property;
    }

    /// <summary>Adds an empty inner component at the end.</summary>
    public Component Add(string name)
    {
        var component = Made(name, Style);
        Insert(items.Count, component);
        return component;
    }

    /// <summary>Adds an empty inner component before another one.</summary>
    public Component AddBefore(Component neighbour, string name)
    {
        var component = Made(name, Style);
        Insert(Math.Max(0, items.IndexOf(neighbour)), component);
        return component;
    }

    /// <summary>Adds a copy of a component, octets and all, at the end.</summary>
    public Component AddCopy(Component other)
    {
        var copy = other.CopyFor(Style);
        Insert(items.Count, copy);
        return copy;
    }

    /// <summary>Adds a copy of a component before another one.</summary>
    public Component AddCopyBefore(Component neighbour, Component other)
    {
        var copy = other.CopyFor(Style);
        Insert(Math.Max(0, items.IndexOf(neighbour)), copy);
        return copy;
    }

    /// <summary>Takes away all properties of that name.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(string name) => items.RemoveAll(item => item is Property property && property.Is(name));

    /// <summary>Takes away one property.</summary>
    public bool Remove(Property property) => items.Remove(property);

    /// <summary>Takes away an inner component.</summary>
    public bool Remove(Component component) => items.Remove(component);

    /// <summary>Octets of this component alone, BEGIN and END included.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    internal static Component Made(string name, LineStyle style) => new(
        name.ToUpperInvariant(),
        ContentLine.Create("", "BEGIN", name.ToUpperInvariant(), [], style),
        ContentLine.Create("", "END", name.ToUpperInvariant(), [], style),
        style);

    internal void Append(ContentLine line) => items.Add(new Property(this, line));

    internal void Append(Component component) => items.Add(component);

    internal void Close(ContentLine line) => end = line;

    internal void WriteTo(IBufferWriter<byte> output)
    {
        if (begin is not null)
            output.Write(begin.Raw.Span);
        foreach (var item in items)
        {
            if (item is Property property)
                output.Write(property.Line.Raw.Span);
            else
                ((Component)item).WriteTo(output);
        }
        if (end is not null)
            output.Write(end.Raw.Span);
    }

    private Component CopyFor(LineStyle style)
    {
        var copy = new Component(Name, begin, end is { IsEnded: false } ? end.EndedBy(style) : end, style);
        foreach (var item in items)
        {
            if (item is Property property)
                copy.Append(property.Line);
            else
                copy.Append(((Component)item).CopyFor(style));
        }
        return copy;
    }

    /// <summary>Inserts an item; a line before it that has no line end (end of a broken text) gets one first.</summary>
    private void Insert(int at, object item)
    {
        if (at > 0)
            EndLine(items[at - 1]);
        else if (begin is { IsEnded: false })
            begin = begin.EndedBy(Style);
        items.Insert(at, item);
    }

    private static void EndLine(object item)
    {
        if (item is Property property)
        {
            if (!property.Line.IsEnded)
                property.End();
            return;
        }
        var component = (Component)item;
        if (component.end is { IsEnded: false })
            component.end = component.end.EndedBy(component.Style);
        else if (component.end is null && component.items.Count > 0)
            EndLine(component.items[^1]);
        else if (component.end is null && component.begin is { IsEnded: false })
            component.begin = component.begin.EndedBy(component.Style);
    }
}
