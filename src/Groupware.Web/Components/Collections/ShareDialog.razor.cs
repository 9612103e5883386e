using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Groupware.Web.Components.Collections;

public sealed partial class ShareDialog
{
    private const int Offered = 6;
    private static readonly AccessLevel[] Offer = [AccessLevel.FreeBusy, AccessLevel.Read, AccessLevel.Write, AccessLevel.Manage];
    private readonly string listId = "sh" + Guid.NewGuid().ToString("N")[..6];
    private IReadOnlyList<ShareView> shares = [];
    private IReadOnlyList<PersonView> found = [];
    private CollectionId? shown;
    private AccessLevel level = AccessLevel.Read;
    private (PersonId Person, AccessLevel Level)? back;
    private string typed = "";
    private string? error;
    private string? said;
    private int picked;
    private bool moving;
    private bool read = true;
    private int tries;   // a choice that was not stored is drawn anew

    /// <summary>Null: closed.</summary>
    [Parameter] public CollectionView? Collection { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Collection?.Id) return;
        shown = Collection?.Id;
        (typed, error, said, back, found, shares, read) = ("", null, null, null, [], [], true);
        level = AccessLevel.Read;
        if (Collection is not null) await LoadAsync();
    }

    private RenderFragment Levels() => builder =>
    {
        foreach (var (each, index) in Offer.Where(each => each != AccessLevel.FreeBusy || Collection?.Kind == CollectionKind.Calendar).Select(static (each, index) => (each, index))) Option(builder, index, each);
    };

    private void Option(RenderTreeBuilder builder, int index, AccessLevel each)
    {
        builder.OpenElement(0, "option");
        builder.SetKey(index);
        builder.AddAttribute(1, "value", each.ToString());
        builder.AddContent(2, Texts[$"Level.{each}"].Value);
        builder.CloseElement();
    }

    private async Task LoadAsync()
    {
        if (Collection is { } collection) read = await Database.TryAsync(async () => shares = await Directory.SharesAsync(Current.Person, collection.Id, CancellationToken.None));
    }

    private async Task TypeAsync(ChangeEventArgs e)
    {
        typed = (string?)e.Value ?? "";
        (error, picked) = (null, 0);
        var (wanted, people) = (typed.Trim(), (IReadOnlyList<PersonView>)[]);
        if (wanted.Length >= 2 && !await Database.TryAsync(async () => people = await Persons.ListAsync(wanted, withDisabled: false, CancellationToken.None))) error = Texts["Share.NotFound"];
        found = [.. people.Where(person => person.Id != Current.Person.Id).Take(Offered)];
    }

    private void OnKey(KeyboardEventArgs key)
    {
        moving = false;
        if (found.Count == 0) return;
        switch (key.Key)
        {
            case "ArrowDown": picked = (picked + 1) % found.Count; break;
            case "ArrowUp": picked = (picked + found.Count - 1) % found.Count; break;
            case "Escape": found = []; break;
        }
    }

    private void Choose(PersonView person)
    {
        typed = person.Address;
        found = [];
    }

    private async Task AddAsync()
    {
        if (Collection is null || typed.Trim().Length == 0) return;
        var person = found.Count > picked ? found[picked] : null;
        if (person is null && !await Database.TryAsync(async () => person = await Persons.FindByAddressAsync(typed.Trim(), CancellationToken.None)))
        {
            error = Database.Sentence;
            return;
        }

        if (person is null || person.Disabled || person.Id == Collection.Owner)
        {
            error = person is null || person.Disabled ? Texts["Share.Unknown", typed.Trim()] : Texts["Share.Self"];
            return;
        }

        if (!read) await LoadAsync();   // what the level was before is the way back
        var before = shares.FirstOrDefault(share => share.Person == person.Id)?.Level ?? AccessLevel.None;
        if (await ChangeAsync(person.Id, person.DisplayName, before, level)) (typed, found) = ("", []);
    }

    private Task SetAsync(ShareView share, AccessLevel wanted) => ChangeAsync(share.Person, share.DisplayName, share.Level, wanted);

    private async Task<bool> ChangeAsync(PersonId person, string name, AccessLevel before, AccessLevel wanted)
    {
        if (!await StoreAsync(person, wanted, "Share.Refused")) return false;
        back = (person, before);
        said = wanted == AccessLevel.None ? Texts["Share.Stopped", name] : Texts["Share.Saved", name, Texts[$"Level.{wanted}"]];
        return true;
    }

    private async Task UndoAsync()
    {
        if (back is not { } step || !await StoreAsync(step.Person, step.Level, "Share.NotUndone")) return;
        (back, said) = (null, Texts["Share.Undone"]);
    }

    // Refused or away: a sentence, what was typed and the list stay, and the list shows again what is in force.
    private async Task<bool> StoreAsync(PersonId person, AccessLevel wanted, string refused)
    {
        if (Collection is not { } collection) return false;
        (error, said) = (null, null);
        var stored = false;
        var answered = await Database.TryAsync(async () => stored = await Directory.ShareAsync(Current.Person, collection.Id, person, wanted, CancellationToken.None));
        if (!stored)
        {
            error = answered ? Texts[refused].Value : Database.Sentence;
            tries++;
        }

        if (answered) await LoadAsync();
        return stored;
    }
}
