using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>A request that is refused; thrown before the first byte of an answer and turned into one by <see cref="DavError"/>.</summary>
internal sealed class DavException(int status, XName? condition = null, string? href = null, string? detail = null, XName? privilege = null) : Exception
{
    public int Status => status;

    /// <summary>The precondition or postcondition that failed (RFC 4918, section 16); null: the status says all.</summary>
    public XName? Condition => condition;

    /// <summary>DAV:href inside the condition.</summary>
    public string? Href => href;

    /// <summary>Words for whoever reads the log of a client.</summary>
    public string? Detail => detail;

    /// <summary>The privilege that is missing on <see cref="Href"/>; only with DAV:need-privileges.</summary>
    public XName? Privilege => privilege;

    /// <summary>DAV:need-privileges: on which resource the person lacks what (RFC 3744, section 7.1.1).</summary>
    public static DavException NeedPrivilege(string href, XName privilege) => new(StatusCodes.Status403Forbidden, XmlNames.NeedPrivileges, href, privilege: privilege);
}
