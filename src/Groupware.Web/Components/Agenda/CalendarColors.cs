using System.Globalization;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Groupware.Web.Components.Shared;

namespace Groupware.Web.Components.Agenda;

/// <summary>Colours of overlaid calendars: everybody's main calendar begins with the same one, and side by side they must differ.</summary>
public static class CalendarColors
{
    /// <summary>
    /// A family for each calendar. One's own keep theirs. Another person's keeps the stored one unless it is taken; then it gets the person's own family,
    /// or the next free one. The same for the same list.
    /// </summary>
    public static IReadOnlyDictionary<CollectionId, int> Families(SignedInPerson person, IReadOnlyList<CollectionView> calendars)
    {
        var families = calendars.Where(calendar => calendar.Owner == person.Id).ToDictionary(static calendar => calendar.Id, static calendar => ColorFamily.Of(calendar.Color));
        var taken = families.Values.ToHashSet();
        foreach (var calendar in calendars.Where(calendar => calendar.Owner != person.Id).OrderBy(static calendar => calendar.Id.Value))
        {
            var family = ColorFamily.Of(calendar.Color);
            if (taken.Contains(family)) family = int.Parse(Avatar.Family(calendar.OwnerAddress).AsSpan(1), CultureInfo.InvariantCulture);
            for (var i = 0; i < ColorFamily.Count && taken.Contains(family); i++) family = (family % ColorFamily.Count) + 1;
            taken.Add(family);
            families[calendar.Id] = family;
        }

        return families;
    }

    /// <summary>The list with the families as colours.</summary>
    public static IReadOnlyList<CollectionView> Apply(SignedInPerson person, IReadOnlyList<CollectionView> calendars)
    {
        var families = Families(person, calendars);
        return [.. calendars.Select(calendar => calendar with { Color = string.Create(CultureInfo.InvariantCulture, $"c{families[calendar.Id]}") })];
    }
}
