namespace Groupware.Dav.Methods;

/// <summary>COPY of a member, usually to another collection: in the same one it would break no-uid-conflict (RFC 4918, section 9.8; RFC 4791, section 5.3.2.1).</summary>
internal static class Copy
{
    public static async Task HandleAsync(DavRequest dav)
    {
        var to = await Destination.ReadAsync(dav);
        var from = to.Source.Collection;
        var outcome = await dav.Features.ObjectsOf(from).CopyAsync(dav.Person, from.View.Id, to.Source.Name, to.Collection.View.Id, to.Name, to.Overwrite, to.Precondition, dav.Cancel);
        if (outcome.Succeeded) await CopyDeadAsync(dav, to);
        to.Answer(dav, outcome);
    }

    /// <summary>What only clients understand comes along, and what an overwritten member had of it goes (RFC 4918, section 9.8.2).</summary>
    private static async Task CopyDeadAsync(DavRequest dav, Destination to)
    {
        if (await dav.Features.ObjectsOf(to.Collection).GetAsync(dav.Person, to.Collection.View.Id, to.Name, dav.Cancel) is not { } copy) return;   // deleted by somebody meanwhile
        var wanted = await dav.Features.Properties.DeadAsync(to.Source.Collection.View.Id, to.Source.Id, dav.Cancel);
        var changes = (await dav.Features.Properties.DeadAsync(to.Collection.View.Id, copy.Id, dav.Cancel)).Keys.Except(wanted.Keys, StringComparer.Ordinal).ToDictionary(name => name, string? (_) => null, StringComparer.Ordinal);
        foreach (var (name, xml) in wanted) changes[name] = xml;
        if (changes.Count > 0) await dav.Features.Properties.ChangeDeadAsync(dav.Person, to.Collection.View.Id, copy.Id, changes, dav.Cancel);
    }
}
