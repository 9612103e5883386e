using System.Text.RegularExpressions;
using Groupware.Mail.Labels;
using Groupware.Testing;
using MailKit;
using MailKit.Search;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

public sealed class LabelStoriesTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Two_messages_get_a_new_label_by_keys_another_program_takes_part_and_the_list_is_filtered()
    {
        var suite = await shared.GetAsync();
        var (mark, name) = (Guid.NewGuid().ToString("N")[..6], "Été " + Guid.NewGuid().ToString("N")[..6]);
        var (first, second) = ($"Label one {mark}", $"Label two {mark}");
        await suite.DeliverAsync("bob", "carol", first);
        await suite.DeliverAsync("bob", "carol", second);
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var page = carol.Page;
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "Labels" });
        var field = menu.GetByRole(AriaRole.Combobox, new() { Name = "Find or create a label" });
        ILocator Row(string subject) => ComposeStoriesTests.Row(page, subject);
        ILocator Option(string label) => menu.GetByRole(AriaRole.Option, new() { Name = label });

        // several messages: type-ahead, several after each other, a new one in place
        await Row(first).GetByRole(AriaRole.Checkbox).ClickAsync();
        await Row(second).GetByRole(AriaRole.Checkbox).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 selected" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("WOR");
        await Assertions.Expect(menu.GetByRole(AriaRole.Option)).ToHaveTextAsync([new Regex("Work", RegexOptions.None, TimeSpan.FromSeconds(1)), new Regex("Create label WOR", RegexOptions.None, TimeSpan.FromSeconds(1))]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Option("Work")).ToHaveAttributeAsync("aria-checked", "true");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Option(name)).ToHaveAttributeAsync("aria-checked", "true");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).ToBeHiddenAsync();
        await Assertions.Expect(Row(second).Locator(".lb")).ToHaveTextAsync(["Work", name]);

        // the way back takes off what it put on; nothing slow before it: it stands for eight seconds
        await page.Locator(".toast").Filter(new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Row(second).Locator(".lb")).ToHaveTextAsync(["Work"]);
        foreach (var subject in (string[])[first, second]) await StoredAsync(suite, "carol", subject, "$label2");

        // one message by its own menu: right click, then the label
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the selection" }).ClickAsync();
        await Row(first).ClickAsync(new() { Button = MouseButton.Right });
        await page.GetByRole(AriaRole.Menu, new() { Name = "Message menu" }).GetByRole(AriaRole.Menuitem, new() { Name = "Label" }).ClickAsync();
        await Assertions.Expect(Option("Work")).ToHaveAttributeAsync("aria-checked", "true");
        Assert.Empty(await carol.AxeAsync());
        await Option(name).ClickAsync();
        await Assertions.Expect(Row(first).Locator(".lb")).ToHaveTextAsync(["Work", name]);
        await StoredAsync(suite, "carol", first, "$label2", LabelKeyword.Of(name));
        await page.Keyboard.PressAsync("Escape");

        // of two messages one has it: neither yes nor no
        await Row(first).GetByRole(AriaRole.Checkbox).ClickAsync();
        await Row(second).GetByRole(AriaRole.Checkbox).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 selected" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(Option(name)).ToHaveAttributeAsync("aria-checked", "mixed");
        await Assertions.Expect(Option("Work")).ToHaveAttributeAsync("aria-checked", "true");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the selection" }).ClickAsync();

        // another program's change appears by itself, in the list and in the open message
        await Row(second).ClickAsync();
        await Assertions.Expect(page.Locator(".conv .labels .lb")).ToHaveTextAsync(["Work"]);
        await StoreAsync(suite, "carol", second, "$label1", on: true);
        await StoreAsync(suite, "carol", second, "todo", on: true);
        await Assertions.Expect(page.Locator(".conv .labels .lb")).ToHaveTextAsync(["Important", "Work", "todo"]);
        await Assertions.Expect(Row(second).Locator(".lb")).ToHaveTextAsync(["Important", "Work", "todo"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "labels: Important, Work, todo" })).ToHaveCountAsync(1);

        // the column filters, what loses the label leaves, the box says what is asked
        var here = page.GetByRole(AriaRole.Group, new() { Name = "Labels" }).GetByRole(AriaRole.Button, new() { Name = name });
        await here.ClickAsync();
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync($"label:\"{name}\"");
        await Assertions.Expect(page.Locator("[role=row][data-uid]")).ToHaveCountAsync(1);
        await Assertions.Expect(here).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(await carol.AxeAsync());
        await StoreAsync(suite, "carol", first, LabelKeyword.Of(name), on: false);
        await Assertions.Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();
        await here.ClickAsync();
        await Assertions.Expect(Row(first)).ToBeVisibleAsync();
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task On_a_phone_in_the_dark_and_in_French_a_label_is_made_renamed_filtered_by_and_deleted_with_a_way_back()
    {
        var suite = await shared.GetAsync();
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (subject, name) = ($"Phone label {mark}", "Quay " + mark);
        await suite.DeliverAsync("bob", "erin", subject);
        await using var erin = await chromium.SignInAsync(suite, "erin", "/settings/labels", Screen.Phone with { Dark = true });
        var page = erin.Page;
        var dialog = page.GetByRole(AriaRole.Dialog);

        await page.GetByRole(AriaRole.Button, new() { Name = "Nouveau libellé" }).TapAsync();
        await dialog.GetByLabel("Nom").FillAsync("travail");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).TapAsync();
        await Assertions.Expect(dialog.GetByText("Il y a déjà un libellé de ce nom.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Nom").FillAsync(name);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Prune" }).TapAsync();
        Assert.Empty(await erin.AxeAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).TapAsync();
        await Assertions.Expect(page.Locator(".labelrows .lb.c5").Filter(new() { HasText = name })).ToBeVisibleAsync();
        await StoreAsync(suite, "erin", subject, LabelKeyword.Of(name), on: true);

        // another name: the message keeps its label
        await page.GetByRole(AriaRole.Button, new() { Name = $"Modifier {name}" }).TapAsync();
        await dialog.GetByLabel("Nom").FillAsync(name + " north");
        await dialog.GetByLabel("Nom").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".labelrows .lb").Filter(new() { HasText = name + " north" })).ToBeVisibleAsync();
        Assert.Empty(await erin.AxeAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));

        await erin.GoAsync("/mail");
        await Assertions.Expect(ComposeStoriesTests.Row(page, subject).Locator(".lb")).ToHaveTextAsync([name + " north"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dossiers" }).First.TapAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Libellés" }).GetByRole(AriaRole.Button, new() { Name = name + " north" }).TapAsync();
        await Assertions.Expect(page.Locator("[role=row][data-uid]")).ToHaveCountAsync(1);
        await ComposeStoriesTests.Row(page, subject).TapAsync();
        await Assertions.Expect(page.Locator(".conv .labels .lb")).ToHaveTextAsync([name + " north"]);

        // the bar of a phone has no room for it: the menu has
        await page.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).TapAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Libellé" }).TapAsync();
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "Libellés" });
        await menu.GetByRole(AriaRole.Option, new() { Name = "À faire" }).TapAsync();
        await Assertions.Expect(page.Locator(".conv .labels .lb")).ToHaveTextAsync(["À faire", name + " north"]);
        await menu.GetByRole(AriaRole.Option, new() { Name = "À faire" }).TapAsync();
        await Assertions.Expect(page.Locator(".conv .labels .lb")).ToHaveTextAsync([name + " north"]);
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        Assert.Empty(await erin.AxeAsync());

        // deleting says on how many messages it stands, and brings it back onto them
        await erin.GoAsync("/settings/labels");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Supprimer {name} north" }).TapAsync();
        await Assertions.Expect(dialog).ToContainTextAsync($"« {name} north » se trouve sur 1 message. Il en est retiré ; le message lui-même reste.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Supprimer" }).TapAsync();
        await Assertions.Expect(page.Locator(".toast").GetByText($"Libellé « {name} north » supprimé et retiré de 1 message")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".labelrows .lb").Filter(new() { HasText = name })).ToHaveCountAsync(0);
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Annuler" }).TapAsync();
        await Assertions.Expect(page.Locator(".labelrows .lb.c5").Filter(new() { HasText = name + " north" })).ToBeVisibleAsync();
        await StoredAsync(suite, "erin", subject, LabelKeyword.Of(name));
        Assert.Empty(erin.Problems);
    }

    private static async Task StoreAsync(Suite suite, string name, string subject, string keyword, bool on)
    {
        using var imap = await suite.ImapAsync(name);
        await imap.Inbox!.OpenAsync(FolderAccess.ReadWrite);
        await imap.Inbox.StoreAsync(await imap.Inbox.SearchAsync(SearchQuery.SubjectContains(subject)), new StoreFlagsRequest(on ? StoreAction.Add : StoreAction.Remove, [keyword]) { Silent = true });
    }

    /// <summary>The message has exactly these labels in the store.</summary>
    private static Task StoredAsync(Suite suite, string name, string subject, params string[] keywords) => Until.TrueAsync(async () =>
    {
        using var imap = await suite.ImapAsync(name);
        await imap.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        var found = await imap.Inbox.FetchAsync(await imap.Inbox.SearchAsync(SearchQuery.SubjectContains(subject)), MessageSummaryItems.Flags);
        return found.Count == 1 && Keywords.Join(found[0].Keywords) == Keywords.Join(keywords);
    }, TimeSpan.FromSeconds(10), $"{subject} has {string.Join(", ", keywords)}");
}
