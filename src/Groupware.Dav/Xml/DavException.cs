using System.Xml.Linq;

namespace Groupware.Dav.Xml;

/// <summary>A request that is refused; thrown before the first byte of an answer and turned into one by <see cref="DavError"/>.</summary>
internal sealed class DavException(int status, XName? condition = null, string? href = null, string? detail = null) : Exception
{
    public int Status => status;

    /// <summary>The precondition or postcondition that failed (RFC 4918, section 16); null: the status says all.</summary>
    public XName? Condition => condition;

    /// <summary>DAV:href inside the condition.</summary>
    public string? Href => href;

    /// <summary>Words for whoever reads the log of a client.</summary>
    public string? Detail => detail;
}
