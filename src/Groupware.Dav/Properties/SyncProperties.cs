using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>RFC 6578, section 4, and the older getctag.</summary>
internal static class SyncProperties
{
    public static void Add(AddProperty add)
    {
        add(XmlNames.D + "sync-token", false, (x, r, _) => r is CollectionResource c && WebDavProperties.Text(x, XmlNames.D + "sync-token", c.Details.Token.ToString()));
        add(XmlNames.S + "getctag", true, (x, r, _) => r is CollectionResource c && WebDavProperties.Text(x, XmlNames.S + "getctag", c.Details.Token.ToString()));
    }
}
