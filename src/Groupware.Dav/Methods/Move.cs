using Groupware.Collections;
using Groupware.Dav.Properties;
using Groupware.Dav.Xml;
using Groupware.Storage.Collections;

namespace Groupware.Dav.Methods;

/// <summary>MOVE of a member to another name or collection (RFC 4918, section 9.9); its DAV:resource-id stays.</summary>
internal static class Move
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var to = await Destination.ReadAsync(dav);
        var from = to.Source.Collection;
        var outcome = await dav.Features.ObjectsOf(from).MoveAsync(dav.Person, from.View.Id, to.Source.Name, to.Collection.View.Id, to.Name, to.Overwrite, to.Precondition, dav.Cancel);
        if (outcome.Status == PutStatus.Forbidden && from.View.Access < AccessLevel.Write) throw DavException.NeedPrivilege(from.Href, Privileges.Unbind);
        if (outcome.Status == PutStatus.Forbidden && to.Source.IsMaskedFor(dav.Person)) throw DavException.NeedPrivilege(to.Source.Href, Privileges.Write);
        await Put.AnswerAsync(dav, to.Collection, to.Name, outcome);
    }
}
