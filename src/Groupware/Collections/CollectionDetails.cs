using Groupware.Storage.Collections;

namespace Groupware.Collections;

/// <summary>What protocols ask of a collection beside its <see cref="CollectionView"/>.</summary>
/// <param name="DescriptionLanguage">xml:lang; empty is none.</param>
/// <param name="TimeZoneText">calendar-timezone as a client sent it; null is none.</param>
/// <param name="Transparent">Its events never make anybody busy.</param>
/// <param name="DeadProperties">"{namespace}name" to the whole element.</param>
public sealed record CollectionDetails(
    CollectionId Id, string Description, string DescriptionLanguage, string? TimeZoneText, bool Transparent, SyncToken Token, IReadOnlyDictionary<string, string> DeadProperties);

/// <summary>Changes of a collection's properties, made all together or not at all; null leaves as it is.</summary>
/// <param name="Color">Of another's collection: the person's own choice.</param>
/// <param name="Order">As with <paramref name="Color"/>.</param>
/// <param name="TimeZone">Text and zone; both null takes them away.</param>
/// <param name="Dead">"{namespace}name" to the element; null removes it.</param>
public sealed record CollectionPropertyChanges(
    string? DisplayName = null,
    (string Text, string Language)? Description = null,
    string? Color = null,
    int? Order = null,
    (string? Text, string? ZoneId)? TimeZone = null,
    bool? Transparent = null,
    IReadOnlyDictionary<string, string?>? Dead = null)
{
    /// <summary>Touches more than the person's own view of the collection.</summary>
    public bool ForEverybody => DisplayName is not null || Description is not null || TimeZone is not null || Transparent is not null || Dead is { Count: > 0 };
}
