using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Groupware.Testing;
using MailKit;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

public sealed class ReadingTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task New_mail_appears_by_itself_is_read_flagged_archived_and_brought_back()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "carol");
        var page = visitor.Page;
        var grid = page.GetByRole(AriaRole.Grid, new() { Name = "Messages" });
        await page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" }).WaitForAsync();

        var subject = "Deck drawings " + Guid.NewGuid().ToString("N")[..6];
        await suite.DeliverAsync("bob", "carol", subject, "See https://example.test/plan");
        var row = grid.GetByRole(AriaRole.Row, new() { Name = subject });
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "true");

        await row.ClickAsync();
        var message = page.GetByRole(AriaRole.Article, new() { Name = "Message" });
        await Assertions.Expect(message.GetByRole(AriaRole.Link, new() { Name = "https://example.test/plan" })).ToBeVisibleAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-unread", "false");
        await Assertions.Expect(page).ToHaveURLAsync(MessageAddress);

        await row.GetByRole(AriaRole.Button, new() { Name = "Flag" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Message actions" }).GetByRole(AriaRole.Button, new() { Name = "Flag" })).ToHaveAttributeAsync("aria-pressed", "true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator("[aria-pressed=true]")).ToBeVisibleAsync();
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task The_first_answer_has_the_rows_and_a_click_before_anything_listens_is_done()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "carol");
        var page = visitor.Page;
        await page.Locator("[role=row][data-uid]").First.WaitForAsync();

        var answer = await page.APIRequest.GetAsync("/mail");
        Assert.Contains("data-uid=", await answer.TextAsync(), StringComparison.Ordinal);

        await page.AddInitScriptAsync("""
            if (top === globalThis) { const early = () => {
              const row = document.querySelectorAll('[role=row][data-uid]')[1];
              if (!row || !globalThis.groupware) { requestAnimationFrame(early); return; }
              globalThis.before = !document.body.dataset.interactive;
              row.click();
            };
            early(); }
            """);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "Message" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[role=row][aria-rowindex='2']")).ToHaveAttributeAsync("aria-selected", "true");
        Assert.True(await page.EvaluateAsync<bool>("() => before"));
    }

    [Fact]
    public async Task The_keyboard_moves_opens_selects_and_searches()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave");
        var page = visitor.Page;
        var mark = Guid.NewGuid().ToString("N")[..6];
        var rows = page.GetByRole(AriaRole.Row, new() { Name = $"Quay {mark}" });
        for (var n = 1; n <= 3; n++)
        {
            await suite.DeliverAsync("bob", "dave", $"Quay {mark} {n}", $"Text {n}");
            await Assertions.Expect(rows).ToHaveCountAsync(n);
        }

        await page.GetByRole(AriaRole.Grid, new() { Name = "Messages" }).FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Text 3");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Text 2");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);

        await rows.First.GetByRole(AriaRole.Checkbox).CheckAsync();
        await rows.Nth(2).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 messages selected" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=row][data-unread=true]").Filter(new() { HasText = mark })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("#");
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(rows).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync($"subject:{mark}");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText("3 results")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task Html_is_shown_in_its_frame_with_inline_pictures_and_files_are_saved()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "carol");
        var page = visitor.Page;
        var subject = "Newsletter " + Guid.NewGuid().ToString("N")[..6];
        var body = new BodyBuilder { HtmlBody = "<p style=\"color:#600\">Rich <b>text</b> <img src=\"cid:dot@x\" alt=\"dot\"></p><img src=\"http://trap.invalid/x.png\">" };
        body.LinkedResources.Add("dot.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), new ContentType("image", "png")).ContentId = "dot@x";
        body.Attachments.Add("page.html", Encoding.UTF8.GetBytes("<script>document.title='PWNED'</script>"), new ContentType("text", "html"));
        var message = new MimeMessage { Subject = subject, Body = body.ToMessageBody() };
        message.From.Add(MailboxAddress.Parse("news@wetterling.example"));
        message.To.Add(MailboxAddress.Parse("carol@example.test"));
        await suite.DeliverAsync(message);
        await page.GetByRole(AriaRole.Row, new() { Name = subject }).ClickAsync();

        var frame = page.FrameLocator("iframe[title=\"Message body\"]");
        await Assertions.Expect(frame.GetByText("Rich text")).ToBeVisibleAsync();
        Assert.Equal(1, await frame.GetByAltText("dot").EvaluateAsync<int>("e => e.naturalWidth"));
        await Assertions.Expect(page.GetByText("1 picture is not fetched, so the sender learns nothing.")).ToBeVisibleAsync();

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download page.html" }).ClickAsync());
        Assert.Equal("page.html", saved.SuggestedFilename);
        Assert.Equal("<script>document.title='PWNED'</script>", (await File.ReadAllTextAsync(await saved.PathAsync())).Trim());
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task The_mail_host_stops_and_the_page_goes_on_when_it_is_back()
    {
        await using var suite = await Suite.StartAsync();
        await using var visitor = await chromium.SignInAsync(suite, "bob");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" }).WaitForAsync();
        await suite.DeliverAsync("alice", "bob", "Before the stop", "What was asked for");
        var row = page.GetByRole(AriaRole.Row, new() { Name = "Before the stop" });
        await row.WaitForAsync();
        using (var kill = Process.Start(new ProcessStartInfo("pkill", ["-9", "-f", $"dovecot.*{suite.Data}/mailhost/"]) { UseShellExecute = false })) await kill!.WaitForExitAsync();

        await row.ClickAsync();
        var pane = page.GetByRole(AriaRole.Region, new() { Name = "Reading pane" });
        await Assertions.Expect(pane.GetByRole(AriaRole.Alert)).ToContainTextAsync("The message cannot be read now: the mail server does not answer. It is safe there.");
        await Assertions.Expect(pane.GetByRole(AriaRole.Button, new() { Name = "Try now" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Sent" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sent" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Inbox" }).ClickAsync();

        // by itself: no reload, no second sign-in
        var sent = 0;
        await Until.TrueAsync(async () =>
        {
            try
            {
                // Postfix rests a minute after a failed delivery, so the message is put there by IMAP
                using var imap = await suite.ImapAsync("bob");
                var message = new MimeMessage { Subject = $"Back again {++sent}", Body = new TextPart("plain") { Text = "Hello" } };
                message.From.Add(MailboxAddress.Parse("alice@example.test"));
                await imap.Inbox!.AppendAsync(message);
            }
            catch (Exception notYet) when (notYet is IOException or System.Net.Sockets.SocketException or MailKit.ProtocolException or MailKit.CommandException or MailKit.Security.AuthenticationException)
            {
                return false;
            }
            await Task.Delay(1_000);
            return await page.GetByRole(AriaRole.Row, new() { Name = "Back again" }).CountAsync() > 0;
        }, TimeSpan.FromSeconds(90), "mail comes into the open page after the mail host is back");
        await Assertions.Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    private static Regex MessageAddress { get; } = new("/mail/inbox/[0-9]+-[0-9]+$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
