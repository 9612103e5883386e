using System.Buffers;
using System.Text;
using System.Xml.Linq;

namespace Groupware.Dav.Xml;

/// <summary>Writes XML as UTF-8 into a buffer: no strings in between for the texts that repeat (10 MB of garbage a week query otherwise).</summary>
internal sealed class XmlOut
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("<>&\r"u8);
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>Bytes that are XML already.</summary>
    public void Raw(ReadOnlySpan<byte> utf8) => buffer.Write(utf8);

    /// <summary>Text that is XML already.</summary>
    public void Raw(string xml)
    {
        var span = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(xml.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(xml, span));
    }

    /// <summary>Text content; CR as a reference, since XML readers turn a bare CR LF into LF (XML 1.0, section 2.11).</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        for (int at; (at = utf8.IndexOfAny(Special)) >= 0; utf8 = utf8[(at + 1)..])
        {
            Raw(utf8[..at]);
            Raw(utf8[at] switch { (byte)'<' => "&lt;"u8, (byte)'>' => "&gt;"u8, (byte)'&' => "&amp;"u8, _ => "&#13;"u8 });
        }

        Raw(utf8);
    }

    /// <summary>Text content; what XML 1.0 can't carry is left out.</summary>
    public void Text(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0 || text.AsSpan().IndexOfAnyInRange('\u000b', '\u001f') >= 0 || text.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') >= 0)
            text = string.Concat(text.Where(c => c is '\t' or '\n' or '\r' or (>= ' ' and not ('\uFFFE' or '\uFFFF'))));
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Text(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    public void Start(XName name) => Tag(name, "<", ">", declare: true);

    public void End(XName name) => Tag(name, "</", ">", declare: false);

    public void Empty(XName name) => Tag(name, "<", "/>", declare: true);

    public void Element(XName name, string text)
    {
        Start(name);
        Text(text);
        End(name);
    }

    public void Element(XName name, ReadOnlySpan<byte> text)
    {
        Start(name);
        Text(text);
        End(name);
    }

    /// <summary>An element that holds one DAV:href.</summary>
    public void Reference(XName name, string href)
    {
        Start(name);
        Href(href);
        End(name);
    }

    public void Href(string href) => Element(XmlNames.D + "href", href);

    private void Tag(XName name, string open, string close, bool declare)
    {
        Raw(open);
        if (XmlNames.Prefix(name.Namespace) is { } prefix)
        {
            Raw(prefix);
            Raw(name.LocalName);
        }
        else if (name.Namespace == XNamespace.None)
        {
            Raw(name.LocalName);
        }
        else
        {
            Raw("x:");
            Raw(name.LocalName);
            if (declare)
            {
                Raw(" xmlns:x=\"");
                Text(name.NamespaceName.Replace("\"", "&quot;", StringComparison.Ordinal));
                Raw("\"");
            }
        }

        Raw(close);
    }
}
