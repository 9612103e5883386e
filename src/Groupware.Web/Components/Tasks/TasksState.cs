using System.Globalization;
using Groupware.Calendars.Occurrences;
using Groupware.Calendars.Todos;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using NodaTime;

namespace Groupware.Web.Components.Tasks;

/// <summary>The task lists of one tab and what is in them.</summary>
public sealed class TasksState(CollectionDirectory directory, OccurrenceQueries queries)
{
    /// <summary>The views over all lists.</summary>
    public static readonly IReadOnlyList<string> Views = ["today", "planned", "important"];

    private int loads;

    public event Action? Changed;

    /// <summary>Null while they are loaded for the first time.</summary>
    public IReadOnlyList<CollectionView>? Lists { get; private set; }

    public IReadOnlyList<TodoItem> Items { get; private set; } = [];

    /// <summary>"today", "planned", "important" or the number of a list; what was last on show.</summary>
    public string View { get; set; } = "";

    public async Task LoadAsync(SignedInPerson person, CancellationToken cancel)
    {
        var mine = ++loads;
        var lists = await directory.ListAsync(person, CollectionKind.TaskList, cancel);
        if (!lists.Any(list => list.Owner == person.Id))
        {
            await directory.EnsureDefaultsAsync(person.Id, cancel);
            lists = await directory.ListAsync(person, CollectionKind.TaskList, cancel);
        }

        var items = new List<TodoItem>();
        foreach (var list in lists)
        {
            foreach (var stored in await queries.TodosAsync(person, list.Id, cancel))
            {
                if (Read(list, stored) is { Form.Cancelled: false } item) items.Add(item);
            }
        }

        if (mine != loads) return;   // another load began since and knows more
        (Lists, Items) = (lists, items);
        Changed?.Invoke();
    }

    public CollectionView? ListOf(string view) => Lists?.FirstOrDefault(list => list.Id.Value.ToString(CultureInfo.InvariantCulture) == view);

    /// <summary>What a view shows, done ones included.</summary>
    public IEnumerable<TodoItem> Of(string view, LocalDate today, DateTimeZone reader) => view switch
    {
        "today" => Items.Where(item => item.DueOn(reader) is { } due && due <= today && (!item.Done || item.Form.Completed?.InZone(reader).Date == today)),
        "planned" => Items.Where(static item => item.Form.DueDate is not null),
        "important" => Items.Where(static item => item.Important),
        _ => ListOf(view) is { } list ? Items.Where(item => item.List.Id == list.Id) : [],
    };

    /// <summary>Tasks of all lists that hold each word in their title, notes or categories; case and accents do not matter.</summary>
    public IEnumerable<TodoItem> Find(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Items.Where(item => Array.TrueForAll(words, word => Holds(item.Form.Title, word) || Holds(item.Form.Notes, word) || item.Form.Categories.Any(category => Holds(category, word))));
    }

    private static bool Holds(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    public int Open(string view, LocalDate today, DateTimeZone reader) => Of(view, today, reader).Count(static item => !item.Done);

    private static TodoItem? Read(CollectionView list, StoredObject stored)
    {
        try
        {
            return new TodoItem(list, stored, TodoEditor.Read(stored.Body));
        }
        catch (FormatException)
        {
            return null;   // not a task that a form can show
        }
    }
}
