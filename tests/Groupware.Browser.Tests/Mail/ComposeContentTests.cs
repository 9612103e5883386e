using System.Security.Cryptography;
using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

/// <summary>What is written and attached is what arrives.</summary>
public sealed class ComposeContentTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task Plain_text_arrives_as_plain_text_alone()
    {
        var suite = await shared.GetAsync();
        var subject = $"Plain {Guid.NewGuid():N}";
        await using var dave = await chromium.SignInAsync(suite, "dave");
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(dave.Page);
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).FillAsync("carol@example.test");
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await window.GetByRole(AriaRole.Button, new() { Name = "Plain text" }).ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Button, new() { Name = "Bold" })).ToBeDisabledAsync();
        const string Text = "1 < 2 & <b>not bold</b>\n\n  indented, café\nFrom here on";
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).FillAsync(Text);
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        var message = await ArrivedAsync(suite, "carol", subject);
        var body = Assert.IsType<TextPart>(message.Body);
        Assert.True(body.IsPlain);
        Assert.StartsWith(Text, body.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(dave.Problems);
    }

    [Fact]
    public async Task A_forwarded_message_brings_its_files_octet_for_octet()
    {
        var suite = await shared.GetAsync();
        var subject = $"Plans {Guid.NewGuid():N}";
        var bytes = RandomNumberGenerator.GetBytes(120_000);
        var body = new BodyBuilder { TextBody = "The plans." };
        body.Attachments.Add("pläne.bin", bytes, new ContentType("application", "octet-stream"));
        var original = new MimeMessage { Subject = subject, Body = body.ToMessageBody() };
        original.From.Add(MailboxAddress.Parse("architect@elsewhere.example"));
        original.To.Add(MailboxAddress.Parse("dave@example.test"));
        await suite.DeliverAsync(original);

        await using var dave = await chromium.SignInAsync(suite, "dave");
        await ComposeStoriesTests.Row(dave.Page, subject).ClickAsync();
        await Assertions.Expect(dave.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("The plans.");
        await dave.Page.GetByRole(AriaRole.Button, new() { Name = "Forward", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(dave.Page);
        await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" })).ToHaveValueAsync("Fwd: " + subject);
        await Assertions.Expect(window.Locator(".file[data-id]")).ToContainTextAsync("pläne.bin");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).FillAsync("bob@example.test");
        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();

        var message = await ArrivedAsync(suite, "bob", subject);
        var file = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content);
        Assert.Equal("pläne.bin", file.FileName);
        Assert.Equal(bytes, content.ToArray());
        Assert.Contains("The plans.", message.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(dave.Problems);
    }

    [Fact]
    public async Task An_upload_tells_its_progress_and_one_that_is_too_large_leaves_the_text()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(alice.Page);
        var text = window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });
        await text.FillAsync("The film is attached.");

        var line = await alice.Context.NewCDPSessionAsync(alice.Page);
        await line.SendAsync("Network.enable");
        await SpeedAsync(line, 400_000);
        await window.Locator("input.pick").SetInputFilesAsync(new FilePayload { Name = "clip.bin", MimeType = "application/octet-stream", Buffer = new byte[1_000_000] });
        var bar = window.GetByRole(AriaRole.Progressbar, new() { Name = "Uploading" });
        await Assertions.Expect(bar).ToBeVisibleAsync();
        await alice.Page.WaitForFunctionAsync("() => { const bar = document.querySelector('.file progress'); return bar && bar.value > 0 && bar.value < 1; }");
        await SpeedAsync(line, -1);
        await Assertions.Expect(window.Locator(".file[data-id]")).ToContainTextAsync("clip.bin");
        await Assertions.Expect(bar).ToBeHiddenAsync();

        var film = Path.Combine(Path.GetTempPath(), $"film-{Guid.NewGuid():N}.bin");
        try
        {
            await File.WriteAllBytesAsync(film, new byte[26_000_000]);   // Mail__Outbox__AttachmentLimit is 25,000,000
            await window.Locator("input.pick").SetInputFilesAsync(film);
            await Assertions.Expect(window.GetByRole(AriaRole.Alert)).ToContainTextAsync("is too large to be sent by mail.");
        }
        finally
        {
            File.Delete(film);
        }

        await Assertions.Expect(window.Locator(".file.failed")).ToContainTextAsync("not attached");
        await window.Locator(".file.failed").GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Assertions.Expect(window.Locator(".files .file")).ToHaveCountAsync(1);
        await Assertions.Expect(window.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(text).ToHaveTextAsync("The film is attached.");
        await window.GetByRole(AriaRole.Button, new() { Name = "Discard draft" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        Assert.DoesNotContain(alice.Problems, p => !p.Contains("413", StringComparison.Ordinal));
    }

    private static Task SpeedAsync(ICDPSession line, int up) =>
        line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object> { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = up });

    private static async Task<MimeMessage> ArrivedAsync(Suite suite, string name, string subject)
    {
        IReadOnlyList<MimeMessage> found = [];
        await Until.TrueAsync(async () => (found = await ComposeStoriesTests.MessagesAsync(suite, name, "INBOX", subject)).Count == 1, TimeSpan.FromSeconds(30), "the message is there");
        return found[0];
    }
}
