using System.Security.Cryptography;
using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

/// <summary>What the window offers beside writing: completion, plain text, answers to all, forwarding, files.</summary>
public sealed class ComposeWindowTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Recipients_are_completed_from_contacts_and_the_directory_and_plain_text_is_sent_as_it_was_typed()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol");
        using (var dav = Visitor.Dav(suite, "carol"))
        using (var card = new StringContent("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:zdenka\r\nFN:Zdenka Novotná\r\nN:Novotná;Zdenka;;;\r\nEMAIL:zdenka@partner.example\r\nEND:VCARD\r\n", System.Text.Encoding.UTF8, "text/vcard"))
            Assert.True((await dav.PutAsync("/dav/addressbooks/carol@example.test/contacts/zdenka.vcf", card)).IsSuccessStatusCode);
        var subject = $"Plain {Guid.NewGuid():N}";
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        var to = window.GetByRole(AriaRole.Combobox, new() { Name = "To" });

        await to.PressSequentiallyAsync("dave o");   // a colleague, from the directory
        await Assertions.Expect(window.GetByRole(AriaRole.Option).Filter(new() { HasText = "dave@example.test" })).ToBeVisibleAsync();
        await to.PressAsync("Enter");
        await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveAttributeAsync("title", "dave@example.test");
        await to.PressSequentiallyAsync("novotna");   // a contact, without the accent
        await Assertions.Expect(window.GetByRole(AriaRole.Option).Filter(new() { HasText = "zdenka@partner.example" })).ToBeVisibleAsync();
        await to.PressAsync("ArrowDown");
        await to.PressAsync("Enter");
        await Assertions.Expect(window.Locator(".f.to .chip.out")).ToHaveAttributeAsync("title", "zdenka@partner.example");
        await window.Locator(".f.to .chip.out .x-remove").ClickAsync();

        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await window.GetByRole(AriaRole.Button, new() { Name = "Plain text" }).ClickAsync();
        var text = window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });
        await text.FillAsync("First line\n  indented, <b>not bold</b> & é\n\nlast line");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        var message = await ArrivedAsync(suite, "dave", subject);
        var body = Assert.IsType<TextPart>(message.Body);
        Assert.True(body.IsPlain);
        Assert.StartsWith("First line\n  indented, <b>not bold</b> & é\n\nlast line", body.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task An_answer_to_all_goes_to_the_others_and_a_forwarded_file_arrives_to_the_byte()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var subject = $"All {Guid.NewGuid():N}";
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var builder = new BodyBuilder { TextBody = "Who comes?" };
        builder.Attachments.Add("plan.bin", bytes, new ContentType("application", "octet-stream"));
        var original = new MimeMessage { Subject = subject, Body = builder.ToMessageBody() };
        original.From.Add(MailboxAddress.Parse("bob@example.test"));
        original.To.AddRange([MailboxAddress.Parse("carol@example.test"), MailboxAddress.Parse("dave@example.test")]);
        original.Cc.Add(MailboxAddress.Parse("erin@example.test"));
        await suite.DeliverAsync(original, "carol");

        await ComposeStoriesTests.Row(carol.Page, subject).ClickAsync();
        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "Reply all", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        await Assertions.Expect(window.Locator(".f.to .chip")).ToHaveCountAsync(2);
        await Assertions.Expect(window.Locator(".f.cc .chip")).ToHaveCountAsync(1);
        await carol.Page.Keyboard.TypeAsync("I do.");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var answer = await ArrivedAsync(suite, "dave", "Re: " + subject);
        Assert.Equal(["bob@example.test", "dave@example.test"], answer.To.Mailboxes.Select(m => m.Address).Order(StringComparer.Ordinal));
        Assert.Equal(["erin@example.test"], answer.Cc.Mailboxes.Select(m => m.Address));
        Assert.Empty(answer.Attachments);

        await carol.Page.GetByRole(AriaRole.Button, new() { Name = "Forward", Exact = true }).ClickAsync();
        window = await ComposeStoriesTests.ReadyAsync(carol.Page);
        await Assertions.Expect(window.Locator(".file[data-id]")).ToContainTextAsync("plan.bin");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).FillAsync("dave@example.test");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).PressAsync("Enter");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var forwarded = await ArrivedAsync(suite, "dave", "Fwd: " + subject);
        using var content = new MemoryStream();
        await ((MimePart)Assert.Single(forwarded.Attachments)).Content!.DecodeToAsync(content);
        Assert.Equal(bytes, content.ToArray());
        Assert.Contains("Who comes?", forwarded.HtmlBody ?? forwarded.TextBody, StringComparison.Ordinal);
        Assert.Empty(carol.Problems);
    }

    [Fact]
    public async Task A_file_shows_its_progress_and_one_that_cannot_be_sent_is_named_while_the_text_stays()
    {
        var suite = await shared.GetAsync();
        await using var carol = await chromium.SignInAsync(suite, "carol");
        var page = carol.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(page);
        var text = window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });
        await text.FillAsync("This stays");

        var go = new TaskCompletionSource();
        await page.RouteAsync("**/attachments?*", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await window.Locator("input.pick").SetInputFilesAsync(new FilePayload { Name = "slow.bin", MimeType = "application/octet-stream", Buffer = RandomNumberGenerator.GetBytes(50_000) });
        await Assertions.Expect(window.GetByRole(AriaRole.Progressbar, new() { Name = "Uploading" })).ToBeVisibleAsync();
        go.SetResult();
        await Assertions.Expect(window.Locator(".file[data-id]")).ToContainTextAsync("slow.bin");
        await Assertions.Expect(window.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await page.UnrouteAsync("**/attachments?*");

        var folder = Directory.CreateTempSubdirectory("gw-large-");
        var large = Path.Combine(folder.FullName, "film.bin");
        await using (var file = File.Create(large)) file.SetLength(40_000_000);
        await window.Locator("input.pick").SetInputFilesAsync(large);
        await Assertions.Expect(window.GetByRole(AriaRole.Alert).Filter(new() { HasText = "“film.bin” is too large to be sent by mail." })).ToBeVisibleAsync();
        await Assertions.Expect(window.Locator(".files > .file")).ToHaveCountAsync(1);
        await Assertions.Expect(text).ToHaveTextAsync("This stays");
        folder.Delete(recursive: true);

        await page.RouteAsync("**/attachments?*", route => route.AbortAsync());
        await window.Locator("input.pick").SetInputFilesAsync(new FilePayload { Name = "lost.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3] });
        await Assertions.Expect(window.GetByRole(AriaRole.Alert).Filter(new() { HasText = "“lost.bin” could not be attached. Try again." })).ToBeVisibleAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
    }

    private static async Task<MimeMessage> ArrivedAsync(Suite suite, string name, string subject)
    {
        MimeMessage? found = null;
        await Until.TrueAsync(async () => (found = (await ComposeStoriesTests.MessagesAsync(suite, name, "INBOX", subject)).SingleOrDefault(m => m.Subject == subject)) is not null, TimeSpan.FromSeconds(20), $"“{subject}” is in the inbox of {name}");
        return found!;
    }
}
