using Groupware.Storage.Collections;
using Groupware.Storage.People;

namespace Groupware.Collections;

/// <summary>A collection as one person sees it.</summary>
/// <param name="OwnerName">Empty when the suite itself owns it (the company directory).</param>
/// <param name="Color">"c1".."c12" of the palette, or #rrggbb as a client sent it; the person's own choice if there is one.</param>
/// <param name="ZoneId">IANA zone of floating and all-day times; null: the reader's.</param>
/// <param name="Access">What the person may do; never <see cref="AccessLevel.None"/>.</param>
/// <param name="SyncToken">The counter; grows with every change of a member.</param>
/// <param name="Hidden">The person switched it off.</param>
/// <param name="Components">Component names it takes, comma-separated.</param>
public sealed record CollectionView(
    CollectionId Id,
    CollectionKind Kind,
    PersonId Owner,
    string OwnerName,
    string OwnerAddress,
    string PathName,
    string DisplayName,
    string Color,
    int Order,
    string? ZoneId,
    AccessLevel Access,
    long SyncToken,
    bool Hidden,
    string Components);

/// <summary>What to change; null leaves as it is.</summary>
/// <param name="DisplayName">For everybody; needs <see cref="AccessLevel.Manage"/>.</param>
/// <param name="Color">The owner's choice is everybody's default; another person's is their own.</param>
/// <param name="Order">As with <paramref name="Color"/>.</param>
/// <param name="ZoneId">For everybody; "" takes it away.</param>
/// <param name="Hidden">Always the person's own.</param>
public sealed record CollectionChangeRequest(string? DisplayName = null, string? Color = null, int? Order = null, string? ZoneId = null, bool? Hidden = null);

/// <summary>With whom a collection is shared, and how far.</summary>
public sealed record ShareView(PersonId Person, string DisplayName, string Address, AccessLevel Level);
