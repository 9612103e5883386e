using Groupware.Storage.Collections;
using Groupware.Storage.People;

namespace Groupware.Collections;

/// <summary>What a person finds on the first day, and the defaults of what they make.</summary>
internal static class DefaultCollections
{
    /// <summary>Owner of what belongs to nobody: the company directory.</summary>
    public static readonly PersonId Suite = new(0);

    private const int PaletteSize = 12;

    /// <summary>A calendar, a task list and a book, named in the person's language. The paths are the same in all languages.</summary>
    public static IReadOnlyList<Collection> For(string language)
    {
        var french = language.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        return
        [
            Make(CollectionKind.Calendar, "calendar", french ? "Agenda" : "Calendar", "c1", 1),
            Make(CollectionKind.TaskList, "tasks", french ? "Tâches" : "Tasks", "c3", 2),
            Make(CollectionKind.AddressBook, "contacts", "Contacts", "c5", 3),
        ];
    }

    /// <summary>The company directory's name as its reader calls it.</summary>
    public static string DirectoryName(bool french) => french ? "Annuaire de l’entreprise" : "Company directory";

    /// <summary>What a collection takes unless its maker said otherwise.</summary>
    public static string Components(CollectionKind kind) => kind switch
    {
        CollectionKind.Calendar => "VEVENT,VTODO,VJOURNAL",
        CollectionKind.TaskList => "VTODO",
        _ => "VCARD",
    };

    /// <summary>The colour of the palette that is used least, first ones first.</summary>
    public static string NextColor(IEnumerable<string> used)
    {
        var counts = used.GroupBy(c => c, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return Enumerable.Range(1, PaletteSize).Select(n => FormattableString.Invariant($"c{n}")).MinBy(c => counts.GetValueOrDefault(c)) ?? "c1";
    }

    private static Collection Make(CollectionKind kind, string path, string name, string color, int order) =>
        new() { Kind = kind, PathName = path, DisplayName = name, Color = color, SortOrder = order, Components = kind == CollectionKind.Calendar ? "VEVENT" : Components(kind) };
}
