using System.Text.RegularExpressions;
using Groupware.Testing;
using MailKit;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Admin;

/// <summary>What an administrator sets up holds at once: addresses take mail, people come in by the password that was given last.</summary>
public sealed class DirectoryStoryTests(SharedSuite shared, Chromium chromium)
{
    private const string Address = "ines@chantier.test";
    private const string First = "a bridge of oak";
    private const string Second = "a bridge of stone";

    /// <summary>What waits for the mail host or for another browser's tab has longer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_domain_a_person_with_everything_a_group_and_a_new_password_hold_at_once()
    {
        var suite = await shared.GetAsync();
        await using var administrator = await chromium.SignInAsync(suite, "admin", "/admin/domains");
        var page = administrator.Page;

        // a domain of one's own
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add domain" });
        await dialog.GetByLabel("Domain").FillAsync("chantier.test");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add domain" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "chantier.test" })).ToBeVisibleAsync();

        // a person in it, with language, zone and limit
        await administrator.GoAsync("/admin/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "New person" }).ClickAsync();
        var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "New person" });
        await panel.GetByLabel("Name", new() { Exact = true }).FillAsync("Inès Charpentier");
        await panel.GetByLabel("Domain", new() { Exact = true }).SelectOptionAsync("chantier.test");
        await panel.GetByLabel("Address", new() { Exact = true }).FillAsync("ines");
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("free");
        await panel.GetByLabel("Password", new() { Exact = true }).FillAsync(First);
        await panel.GetByLabel("Language").SelectOptionAsync("fr");
        await panel.GetByLabel("Time zone").SelectOptionAsync("America/Toronto");
        await panel.GetByLabel("Mailbox").SelectOptionAsync("1000000000");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Inès Charpentier added")).ToBeVisibleAsync();

        // a group that reaches her and somebody who was there
        await administrator.GoAsync("/admin/groups");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add group" });
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Chantier");
        await dialog.GetByLabel("Address").FillAsync("equipe@chantier.test");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add group" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Chantier" })).ToBeVisibleAsync();
        foreach (var member in new[] { "Inès Charpentier", "Dave" })
        {
            var choice = page.GetByLabel("Add a member").Locator("option").Filter(new() { HasText = member });
            await page.GetByLabel("Add a member").SelectOptionAsync(await choice.GetAttributeAsync("value") ?? "");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Take {member}.* out$", RegexOptions.None, TimeSpan.FromSeconds(1)) })).ToBeVisibleAsync();
        }

        // she is in, in her language; what the group gets is hers, and the other member's
        await using var ines = await chromium.VisitAsync(suite);
        await ines.Page.GotoAsync("/mail");
        await FillInAsync(ines.Page, First);
        await Assertions.Expect(ines.Page).ToHaveURLAsync(new Regex("/mail", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 15_000 });
        await ines.ReadyAsync();
        await Assertions.Expect(ines.Page.GetByRole(AriaRole.Button, new() { Name = "Nouveau message", Exact = true })).ToBeVisibleAsync();
        await suite.DeliverAsync("bob", "equipe@chantier.test", "Coffrage à huit heures");
        await Assertions.Expect(ines.Page.GetByRole(AriaRole.Row, new() { Name = "Coffrage à huit heures" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        using (var dave = await suite.ImapAsync("dave"))
        {
            await Until.TrueAsync(() => HasAsync(dave.Inbox!, "Coffrage à huit heures"), Soon, "the other member has it");
        }

        using (var imap = await suite.ImapAsync(Address, First))
        {
            Assert.Equal(976_563u, (await imap.Inbox!.GetQuotaAsync()).StorageLimit);   // in units of 1024 octets
        }

        // a new password: her tab ends, the old one is refused, the new one opens
        await administrator.GoAsync("/admin/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Inès Charpentier" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Language")).ToHaveValueAsync("fr");
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("America/Toronto");
        await page.GetByRole(AriaRole.Button, new() { Name = "New password" }).ClickAsync();
        dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New password for Inès Charpentier" });
        await dialog.GetByLabel("New password").FillAsync(Second);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Assertions.Expect(page.GetByText("New password for Inès Charpentier set")).ToBeVisibleAsync();
        await Assertions.Expect(ines.Page.Locator("input[type=password]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await FillInAsync(ines.Page, First);
        await Assertions.Expect(ines.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("User name or password is not right.");
        await FillInAsync(ines.Page, Second);
        await Assertions.Expect(ines.Page.GetByRole(AriaRole.Row, new() { Name = "Coffrage à huit heures" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(administrator.Problems);
    }

    private static async Task FillInAsync(IPage page, string password)
    {
        await page.Locator("input[autocomplete~=username]").FillAsync(Address);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("input[type=password]").PressAsync("Enter");
    }

    private static async Task<bool> HasAsync(IMailFolder folder, string subject)
    {
        await folder.OpenAsync(FolderAccess.ReadOnly);
        return (await folder.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Any(m => m.Envelope?.Subject == subject);
    }
}
