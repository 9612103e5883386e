using Groupware.Collections;
using Groupware.Dav.Resources;
using Groupware.Storage.Collections;

namespace Groupware.Dav.Properties;

/// <summary>With whom collections are shared: read before DAV:acl is written, each collection once a request. Only who manages a collection is told.</summary>
internal sealed class SharesRead
{
    private readonly Dictionary<CollectionId, IReadOnlyList<ShareView>> known = [];

    /// <summary>Reads what DAV:acl of this resource needs.</summary>
    public async ValueTask ReadAsync(Resource resource, DavRequest dav)
    {
        var view = resource switch
        {
            CollectionResource c => c.View,
            ObjectResource o => o.Collection.View,
            _ => null,
        };
        if (view is { Access: AccessLevel.Manage } && !known.ContainsKey(view.Id)) known[view.Id] = await dav.Features.Collections.SharesAsync(dav.Person, view.Id, dav.Cancel);
    }

    /// <summary>What was read of a collection.</summary>
    public IReadOnlyList<ShareView> Of(CollectionView view) => known.GetValueOrDefault(view.Id) ?? [];
}
