using System.Globalization;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using NodaTime;

namespace Groupware.Dav.Resources;

/// <summary>What a URL stands for.</summary>
/// <param name="Href">Absolute path, encoded; folders end in a slash.</param>
internal abstract record Resource(string Href);

/// <summary>/dav/ and its two plain folders, /dav/calendars/ and /dav/addressbooks/.</summary>
internal sealed record RootResource(string Href) : Resource(Href);

/// <summary>/dav/principals/.</summary>
internal sealed record PrincipalsResource() : Resource(DavPath.Folder("principals"));

/// <summary>A person (RFC 3744, section 2).</summary>
internal sealed record PrincipalResource(PersonView Person) : Resource(DavPath.Folder("principals", Person.Address));

/// <summary>calendar-home-set or addressbook-home-set of a person.</summary>
/// <param name="Segment">The owner's address as the client wrote it.</param>
internal sealed record HomeResource(bool Books, PersonView Owner, string Segment) : Resource(DavPath.Folder(Books ? "addressbooks" : "calendars", Segment))
{
    /// <summary>In whose home somebody else's shared collection appears: under the home's path with a name of its own.</summary>
    public string NameOf(CollectionView collection) =>
        collection.Owner == Owner.Id ? collection.PathName : string.Create(CultureInfo.InvariantCulture, $"shared-{collection.Id.Value}");
}

/// <summary>A calendar, task list or address book in a home.</summary>
internal sealed record CollectionResource(HomeResource Home, CollectionView View, CollectionDetails Details) : Resource(Home.Href + DavPath.Escape(Home.NameOf(View)) + "/")
{
    public bool IsAddressBook => View.Kind == CollectionKind.AddressBook;

    public string HrefOf(string name) => Href + DavPath.Escape(name);
}

/// <summary>A member of a collection, with its text where the request needs it.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="Dead">Dead properties, where the request needs them.</param>
internal sealed record ObjectResource(
    CollectionResource Collection, long Id, string Name, string ETag, long Size, string Component, Classification Classification, Instant? CreatedAt, Instant ModifiedAt, ReadOnlyMemory<byte>? Body, IReadOnlyDictionary<string, string>? Dead)
    : Resource(Collection.HrefOf(Name))
{
    /// <summary>Whoever doesn't own it sees that the time is taken, and may not write over what isn't shown.</summary>
    public bool IsPrivate => Classification != Classification.Public;

    public bool IsMaskedFor(SignedInPerson person) => IsPrivate && Collection.View.Owner != person.Id;

    public static ObjectResource Of(CollectionResource collection, StoredObject stored, IReadOnlyDictionary<string, string>? dead = null) =>
        new(collection, stored.Id, stored.Name, stored.ETag, stored.Body.Length, stored.Component, stored.Classification, null, stored.ModifiedAt, stored.Body, dead);
}
