using System.Globalization;
using Groupware.Collections;
using Groupware.Dav.Xml;
using Groupware.People;
using Groupware.Storage.Collections;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Resources;

/// <summary>From paths to resources, as far as the person may see them.</summary>
internal sealed class ResourceFinder(DavRequest dav)
{
    /// <summary>What the path stands for; null when there is nothing for this person.</summary>
    public async Task<Resource?> FindAsync(DavPath path)
    {
        var segments = path.Segments;
        if (segments.Count == 0) return new RootResource(DavPath.Root);
        if (segments[0] == "principals")
        {
            if (segments.Count == 1) return new PrincipalsResource();
            // a closed account is nobody to others: who it was is not theirs to ask
            return segments.Count == 2 && await PersonAsync(segments[1]) is { Disabled: false } person ? new PrincipalResource(person) : null;
        }

        if (segments[0] is not ("calendars" or "addressbooks")) return null;
        if (segments.Count == 1) return new RootResource(DavPath.Folder(segments[0]));
        if (await HomeAsync(path) is not { } home) return null;
        if (segments.Count == 2) return home.Owner.Disabled ? null : home;   // what its owner shared lies in the asker's home
        if (segments.Count > 4 || await CollectionAsync(home, segments[2]) is not { } collection) return null;
        if (segments.Count == 3) return collection;
        return path.IsFolder || collection.View.Access < AccessLevel.Read || await dav.Features.ObjectsOf(collection).GetAsync(dav.Person, collection.View.Id, segments[3], dav.Cancel) is not { } stored
            ? null
            : ObjectResource.Of(collection, stored);
    }

    /// <summary>The home of a path with at least two segments.</summary>
    public async Task<HomeResource?> HomeAsync(DavPath path) =>
        path.Segments.Count >= 2 && path.Segments[0] is "calendars" or "addressbooks" && await PersonAsync(path.Segments[1]) is { } owner
            ? new HomeResource(path.Segments[0] == "addressbooks", owner, path.Segments[1])
            : null;

    /// <summary>The collection of a path with at least three segments, for instance that of a member still to be made.</summary>
    public async Task<CollectionResource?> CollectionAsync(DavPath path) =>
        path.Segments.Count >= 3 && await HomeAsync(path) is { } home ? await CollectionAsync(home, path.Segments[2]) : null;

    /// <summary>Collections that appear in a home: the owner's own, and in the asker's own home those that others share.</summary>
    public async Task<IReadOnlyList<CollectionResource>> MembersAsync(HomeResource home)
    {
        var own = home.Owner.Id == dav.Person.Id;
        var views = (await dav.Features.Collections.ListAsync(dav.Person, kind: null, dav.Cancel))
            .Where(c => c.Access >= AccessLevel.Read && c.Kind == CollectionKind.AddressBook == home.Books && (own || c.Owner == home.Owner.Id)).ToList();
        var details = await dav.Features.Properties.DetailsAsync(views, dav.Cancel);
        return [.. views.Where(c => details.ContainsKey(c.Id)).Select(c => new CollectionResource(home, c, details[c.Id]))];
    }

    /// <summary>The home of the asker.</summary>
    public async Task<HomeResource> OwnHomeAsync(bool books) =>
        new(books, await dav.Features.Persons.FindAsync(dav.Person.Id, dav.Cancel) ?? throw new DavException(StatusCodes.Status403Forbidden), dav.Person.Address);

    private async Task<CollectionResource?> CollectionAsync(HomeResource home, string name)
    {
        var view = await ViewAsync(home, name);
        if (view is null || view.Kind == CollectionKind.AddressBook != home.Books) return null;
        var details = await dav.Features.Properties.DetailsAsync([view], dav.Cancel);
        return details.TryGetValue(view.Id, out var one) ? new CollectionResource(home, view, one) : null;
    }

    private async Task<CollectionView?> ViewAsync(HomeResource home, string name)
    {
        if (await dav.Features.Collections.FindAsync(dav.Person, home.Owner.Address, home.Books, name, dav.Cancel) is { } own) return own;
        return home.Owner.Id == dav.Person.Id && name.StartsWith("shared-", StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await dav.Features.Collections.FindAsync(dav.Person, new CollectionId(id), dav.Cancel) is { } shared && shared.Owner != dav.Person.Id
                ? shared
                : null;
    }

    private async Task<PersonView?> PersonAsync(string segment) =>
        segment.Equals(dav.Person.Address, StringComparison.OrdinalIgnoreCase)
            ? await dav.Features.Persons.FindAsync(dav.Person.Id, dav.Cancel)
            : await dav.Features.Persons.FindByAddressAsync(segment, dav.Cancel);
}
