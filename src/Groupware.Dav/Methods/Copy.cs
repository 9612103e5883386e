namespace Groupware.Dav.Methods;

/// <summary>COPY of a member, usually to another collection: in the same one it would break no-uid-conflict (RFC 4918, section 9.8; RFC 4791, section 5.3.2.1).</summary>
internal static class Copy
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var to = await Destination.ReadAsync(dav);
        var from = to.Source.Collection;
        to.Answer(dav, await dav.Features.ObjectsOf(from).CopyAsync(dav.Person, from.View.Id, to.Source.Name, to.Collection.View.Id, to.Name, to.Overwrite, dav.Cancel));
    }
}
