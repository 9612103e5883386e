using Groupware.Dav.Resources;
using Groupware.Dav.Xml;

namespace Groupware.Dav.Properties;

/// <summary>Dead properties of members (RFC 4918, section 4.3): one query for a batch, and none where everything asked for is live.</summary>
internal static class DeadProperties
{
    /// <summary>The members with their dead properties, as far as the request may ask for some. Of a private object others see none.</summary>
    public static async Task<IReadOnlyList<ObjectResource>> ReadAsync(DavRequest dav, PropertyRequest request, IReadOnlyList<ObjectResource> members)
    {
        if (members.Count == 0 || !MayBeDead(request)) return members;
        var dead = await dav.Features.Properties.DeadAsync(members[0].Collection.View.Id, [.. members.Where(m => !m.IsMaskedFor(dav.Person)).Select(m => m.Id)], dav.Cancel);
        return dead.Count == 0 ? members : [.. members.Select(m => dead.TryGetValue(m.Id, out var properties) ? m with { Dead = properties } : m)];
    }

    private static bool MayBeDead(PropertyRequest request) =>
        request.Kind != PropertyRequestKind.Named || request.Elements.Any(e => !PropertyTable.IsLive(e.Name) && e.Name != XmlNames.CalendarData && e.Name != XmlNames.AddressData);
}
