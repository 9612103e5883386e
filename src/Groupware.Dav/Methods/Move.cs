namespace Groupware.Dav.Methods;

/// <summary>MOVE of a member to another name or collection (RFC 4918, section 9.9); its DAV:resource-id stays.</summary>
internal static class Move
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var to = await Destination.ReadAsync(dav);
        var from = to.Source.Collection;
        to.Answer(dav, await dav.Features.ObjectsOf(from).MoveAsync(dav.Person, from.View.Id, to.Source.Name, to.Collection.View.Id, to.Name, to.Overwrite, to.Precondition, dav.Cancel));
    }
}
