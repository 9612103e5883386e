using System.Text;
using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

public sealed class ComposeRecipientsTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Typing_completes_from_the_contacts_and_from_the_directory()
    {
        var suite = await shared.GetAsync();
        var mark = "Zeb" + Guid.NewGuid().ToString("N")[..6];
        using var phone = Visitor.Dav(suite, "carol");
        using var card = new StringContent($"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{mark}\r\nFN:{mark} Quist\r\nN:Quist;{mark};;;\r\nEMAIL:{mark}@elsewhere.example\r\nEND:VCARD\r\n", Encoding.UTF8, "text/vcard");
        using var put = await phone.PutAsync($"/dav/addressbooks/carol@example.test/contacts/{mark}.vcf", card);
        put.EnsureSuccessStatusCode();

        await using var carol = await chromium.SignInAsync(suite, "carol");
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        var to = window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true });
        var offered = window.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" }).GetByRole(AriaRole.Option);

        await to.PressSequentiallyAsync(mark[..7].ToLowerInvariant());
        await Assertions.Expect(offered).ToContainTextAsync([$"{mark}@elsewhere.example"]);
        await to.PressAsync("Enter");
        await to.PressSequentiallyAsync("kell");   // a word inside the name of a colleague
        var bob = offered.Filter(new() { HasText = "bob@example.test" });
        await Assertions.Expect(bob).ToHaveCountAsync(1);
        Assert.Empty(await carol.AxeAsync());
        await bob.ClickAsync();

        var chips = window.Locator(".f.to .chip");
        await Assertions.Expect(chips).ToHaveCountAsync(2);
        await Assertions.Expect(chips.Nth(0)).ToHaveAttributeAsync("title", $"{mark}@elsewhere.example", new() { IgnoreCase = true });
        await Assertions.Expect(chips.Nth(1)).ToHaveAttributeAsync("title", "bob@example.test");
        await Assertions.Expect(chips.Nth(1)).ToContainTextAsync("Bob Keller");
        await Assertions.Expect(to).ToHaveValueAsync("");
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task Reply_all_leaves_out_the_own_address_and_keeps_the_copies()
    {
        var suite = await shared.GetAsync();
        var subject = $"Round {Guid.NewGuid():N}";
        var original = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "Who comes?" } };
        original.From.Add(new MailboxAddress("Alice Moreau", "alice@example.test"));
        original.To.Add(new MailboxAddress("Carol", "Carol@example.test"));
        original.To.Add(new MailboxAddress("Bob Keller", "bob@example.test"));
        original.Cc.Add(new MailboxAddress("Dave", "dave@example.test"));
        await suite.DeliverAsync(original, "carol");

        await using var carol = await chromium.SignInAsync(suite, "carol");
        await ComposeStoriesTests.Row(carol.Page, subject).ClickAsync();
        await Assertions.Expect(carol.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("Who comes?");
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "Reply all", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Alice Moreau"), new System.Text.RegularExpressions.Regex("Bob Keller")]);
        await Assertions.Expect(window.Locator(".f.cc .chip")).ToHaveAttributeAsync("title", "dave@example.test");
        await carol.Page.Keyboard.TypeAsync("I do.");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        IReadOnlyList<MimeMessage> arrived = [];
        await Until.TrueAsync(async () => (arrived = await ComposeStoriesTests.MessagesAsync(suite, "dave", "INBOX", subject)).Count == 1, TimeSpan.FromSeconds(30), "the answer is at the copied person");
        Assert.Equal(["alice@example.test", "bob@example.test"], arrived[0].To.Mailboxes.Select(m => m.Address));
        Assert.Equal(["dave@example.test"], arrived[0].Cc.Mailboxes.Select(m => m.Address));
        Assert.Contains("I do.", arrived[0].HtmlBody, StringComparison.Ordinal);
        Assert.Single(await ComposeStoriesTests.MessagesAsync(suite, "carol", "INBOX", subject));
        Assert.Empty(carol.Problems);
    }
}
