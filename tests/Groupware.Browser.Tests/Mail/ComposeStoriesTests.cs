using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Groupware.Testing;
using MailKit;
using MailKit.Search;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

public sealed class ComposeStoriesTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task An_answer_with_an_attachment_is_seen_to_arrive_by_the_other_person()
    {
        var suite = await shared.GetAsync();
        var subject = $"Deck {Guid.NewGuid():N}";
        await suite.SendAsync("alice", "bob", subject, "Which samples?");
        await using var alice = await chromium.SignInAsync(suite, "alice");
        await using var bob = await chromium.SignInAsync(suite, "bob");

        await Row(bob.Page, subject).ClickAsync();
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        var window = await ReadyAsync(bob.Page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" })).ToHaveValueAsync("Re: " + subject);
        await bob.Page.Keyboard.TypeAsync("The oak ones.");
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        await window.Locator("input.pick").SetInputFilesAsync(new FilePayload { Name = "samples.bin", MimeType = "application/octet-stream", Buffer = bytes });
        await window.Locator(".file[data-id]").WaitForAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        var row = Row(alice.Page, "Re: " + subject);   // without reload
        await row.WaitForAsync(new() { Timeout = 20_000 });
        await row.ClickAsync();
        await Assertions.Expect(alice.Page.GetByText("samples.bin").First).ToBeVisibleAsync();

        var message = Assert.Single(await MessagesAsync(suite, "alice", "INBOX", subject));
        using var content = new MemoryStream();
        await ((MimePart)Assert.Single(message.Attachments)).Content!.DecodeToAsync(content);
        Assert.Equal(bytes, content.ToArray());
        Assert.Contains("<blockquote type=\"cite\"><div>Which samples?</div>", message.HtmlBody, StringComparison.Ordinal);
        var original = Assert.Single(await MessagesAsync(suite, "bob", "INBOX", subject));
        Assert.Equal(original.MessageId, message.InReplyTo);
        Assert.Equal(original.MessageId, Assert.Single(message.References));
        await Until.TrueAsync(async () => await AnsweredAsync(suite, "bob", subject), TimeSpan.FromSeconds(10), "the original is marked as answered");
        Assert.Empty(bob.Problems);
        Assert.Empty(alice.Problems);
    }

    [Fact]
    public async Task A_closed_draft_waits_in_the_Drafts_folder_and_goes_on()
    {
        var suite = await shared.GetAsync();
        var subject = $"Half {Guid.NewGuid():N}";
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var page = carol.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ReadyAsync(page);
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).FillAsync("bob@example.test, someone@elsewhere.example");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).PressAsync("Enter");
        await Assertions.Expect(window.Locator(".chip.out")).ToHaveCountAsync(1);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FillAsync("half a thought");
        await window.GetByRole(AriaRole.Button, new() { Name = "Close, keep the draft" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Drafts" }).ClickAsync();
        await Row(page, subject).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on writing" }).ClickAsync();
        window = await ReadyAsync(page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToHaveTextAsync("half a thought");
        await Assertions.Expect(window.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task Two_tabs_with_one_draft_lose_neither_text()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave");
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ReadyAsync(dave.Page);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FillAsync("from this tab");
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        // the other tab: the same draft, saved meanwhile
        var id = await window.GetAttributeAsync("data-draft");
        await dave.Page.EvaluateAsync("""
            async id => {
              const { token } = await (await fetch('/api/antiforgery')).json();
              const got = await fetch('/api/drafts/' + id), draft = await got.json();
              await fetch('/api/drafts/' + id, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': got.headers.get('ETag'), RequestVerificationToken: token }, body: JSON.stringify({ ...draft.content, body: '<div>from another tab</div>' }) });
            }
            """, id);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).PressSequentiallyAsync(" and more");
        await Assertions.Expect(window.GetByRole(AriaRole.Alert).Filter(new() { HasText = "changed in another window" })).ToBeVisibleAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "The other text" }).ClickAsync();
        window = await ReadyAsync(dave.Page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToHaveTextAsync("from another tab");

        // the text that gave way is in the window's list, and so is the other one after it is taken
        await window.GetByRole(AriaRole.Button, new() { Name = "Other versions of this text: 1" }).ClickAsync();
        await window.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "from this tab and more" }).ClickAsync();
        window = await ReadyAsync(dave.Page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToHaveTextAsync("from this tab and more");
        await window.GetByRole(AriaRole.Button, new() { Name = "Other versions of this text: 2" }).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "from another tab" })).ToBeVisibleAsync();
        Assert.Empty(await dave.AxeAsync());
        await dave.Page.Keyboard.PressAsync("Escape");
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        Assert.DoesNotContain(dave.Problems, p => !p.Contains("412", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_window_has_no_accessibility_violations(bool dark)
    {
        var suite = await shared.GetAsync();
        foreach (var screen in (Screen[])[Screen.Desktop with { Dark = dark }, Screen.Phone with { Dark = dark }])
        {
            await using var erin = await chromium.SignInAsync(suite, "erin", screen: screen);
            await erin.Page.Locator("button[data-compose], .btn.fill.wide, .fab").Filter(new() { Visible = true }).First.ClickAsync();
            await erin.Page.WaitForSelectorAsync(".compose[data-ready]");
            await erin.Page.Locator(".f.to input").FillAsync("bob@example.test, jonas@elsewhere.example, nobody");
            await erin.Page.Locator(".f.to input").PressAsync("Enter");
            await erin.Page.Locator(".compose .he-doc").FillAsync("Bonjour");
            Assert.Empty(await erin.AxeAsync());
            Assert.Empty(erin.Problems);
            await erin.Page.Locator("[data-act=discard]").Filter(new() { Visible = true }).First.ClickAsync();
        }
    }

    internal static ILocator Row(IPage page, string subject) =>
        page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }).GetByRole(AriaRole.Row, new() { NameRegex = new Regex(Regex.Escape(subject), RegexOptions.None, TimeSpan.FromSeconds(1)) }).First;

    internal static async Task<ILocator> ReadyAsync(IPage page)
    {
        // drafts that another test of the same person has open come minimised
        await page.WaitForSelectorAsync(".compose[data-ready]:not(.mini)");
        return page.GetByRole(AriaRole.Dialog, new() { Name = "New message" }).And(page.Locator(".compose:not(.mini)"));
    }

    internal static async Task<IReadOnlyList<MimeMessage>> MessagesAsync(Suite suite, string name, string folder, string subject)
    {
        using var imap = await suite.ImapAsync(name);
        var box = await imap.GetFolderAsync(folder);
        await box.OpenAsync(FolderAccess.ReadOnly);
        var found = new List<MimeMessage>();
        foreach (var uid in await box.SearchAsync(SearchQuery.SubjectContains(subject))) found.Add(await box.GetMessageAsync(uid));
        return found;
    }

    private static async Task<bool> AnsweredAsync(Suite suite, string name, string subject)
    {
        using var imap = await suite.ImapAsync(name);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly);
        return (await imap.Inbox.SearchAsync(SearchQuery.SubjectContains(subject).And(SearchQuery.Answered))).Count == 1;
    }
}
