using System.Xml.Linq;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>Writes a live property of a resource as an element; false when the resource has no such property.</summary>
internal delegate bool PropertyWriter(XmlOut x, Resource resource, DavRequest dav);

/// <summary>Adds a property to the table.</summary>
internal delegate void AddProperty(XName name, bool inAllProp, PropertyWriter write);
