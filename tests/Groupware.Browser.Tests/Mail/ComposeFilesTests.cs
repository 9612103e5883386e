using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Groupware.Testing;
using Microsoft.Playwright;
using MimeKit;

namespace Groupware.Browser.Tests.Mail;

/// <summary>What the writer sees attached goes, however slow or broken the line is; nothing goes without it.</summary>
public sealed class ComposeFilesTests(SharedSuite shared, Chromium chromium)
{
    private const string Broken = "connectionfailed";

    private static readonly Regex Uploads = Pattern("/attachments\\?name=");
    private static readonly Regex Files = Pattern("/attachments/[0-9a-f]+$");

    [Fact]
    public async Task A_message_waits_for_its_file_stops_when_it_fails_and_goes_with_it()
    {
        var suite = await shared.GetAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave");
        var page = dave.Page;
        var (window, subject) = await WriteAsync(page, "carol@example.test");
        var bytes = RandomNumberGenerator.GetBytes(50_000);
        var held = await HoldAsync(page, Uploads, "POST");
        await PickAsync(window, "plan.bin", bytes);
        var upload = await NextAsync(held);
        await Send(window).ClickAsync();
        await Assertions.Expect(Alert(window, "goes out as soon as its files are attached")).ToBeVisibleAsync();
        Assert.Empty(await dave.AxeAsync());
        await Button(window, "Don’t send yet").ClickAsync();
        await Assertions.Expect(Send(window)).ToBeEnabledAsync();

        // it fails while Send waits in a window that is only its title: the window comes back to say so
        await Send(window).ClickAsync();
        await Button(window, "Minimise").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Draft: " + subject })).ToBeVisibleAsync();
        await upload.AbortAsync(Broken);
        await Assertions.Expect(Alert(window, "Not sent: “plan.bin” is not attached")).ToBeVisibleAsync();
        await Send(window).ClickAsync();
        await Assertions.Expect(Send(window)).ToBeEnabledAsync();
        await Assertions.Expect(Alert(window, "Not sent: “plan.bin” is not attached")).ToBeVisibleAsync();
        Assert.Empty(await dave.AxeAsync());

        await Button(window, "Try again: plan.bin").ClickAsync();
        upload = await NextAsync(held);
        await Send(window).ClickAsync();
        await Assertions.Expect(Alert(window, "goes out as soon as its files are attached")).ToBeVisibleAsync();
        await upload.ContinueAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        var file = Assert.Single((await ArrivedAsync(suite, "carol", subject)).Attachments);
        using var content = new MemoryStream();
        await ((MimePart)file).Content!.DecodeToAsync(content);
        Assert.Equal(bytes, content.ToArray());
        Assert.Empty(dave.Problems);
    }

    [Fact]
    public async Task A_file_that_was_removed_does_not_go_and_one_that_was_not_is_said_to_be_there()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice");
        var page = alice.Page;
        var (window, subject) = await WriteAsync(page, "carol@example.test");
        foreach (var name in (string[])["old.bin", "older.bin", "right.bin"])
        {
            await PickAsync(window, name, [1, 2, 3]);
            await Assertions.Expect(window.Locator(".file[data-id]").Filter(new() { HasText = name })).ToBeVisibleAsync();
        }

        // it did not work: the file is there again, and Send, which waited, does not go on
        var held = await HoldAsync(page, Files, "DELETE");
        await Button(window, "Remove old.bin").ClickAsync();
        var removal = await NextAsync(held);
        await Send(window).ClickAsync();
        await removal.AbortAsync(Broken);
        await Assertions.Expect(Alert(window, "“old.bin” could not be removed")).ToBeVisibleAsync();
        await Assertions.Expect(window.Locator(".file:visible")).ToHaveCountAsync(3);

        // it worked, but the answer was lost: what the window shows is not what would go, so nothing goes before the list is right
        await Button(window, "Remove older.bin").ClickAsync();
        removal = await NextAsync(held);
        await removal.FetchAsync();
        await removal.AbortAsync(Broken);
        await Assertions.Expect(Alert(window, "“older.bin” could not be removed")).ToBeVisibleAsync();
        await Send(window).ClickAsync();
        await Assertions.Expect(Alert(window, "The list is up to date now")).ToBeVisibleAsync();
        await Assertions.Expect(window.Locator(".file:visible")).ToHaveCountAsync(2);

        // Send right after removing waits for it
        await Button(window, "Remove old.bin").ClickAsync();
        removal = await NextAsync(held);
        await Send(window).ClickAsync();
        await Assertions.Expect(Alert(window, "goes out as soon as its files are attached")).ToBeVisibleAsync();
        await removal.ContinueAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        var file = Assert.Single((await ArrivedAsync(suite, "carol", subject)).Attachments);
        Assert.Equal("right.bin", ((MimePart)file).FileName);
        Assert.DoesNotContain(alice.Problems, p => !p.Contains("412", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_that_is_closed_keeps_its_files_or_asks()
    {
        var suite = await shared.GetAsync();
        await using var bob = await chromium.SignInAsync(suite, "bob");
        var page = bob.Page;
        var (window, _) = await WriteAsync(page, "");
        var id = (await window.GetAttributeAsync("data-draft"))!;
        var held = await HoldAsync(page, Uploads, "POST");
        await PickAsync(window, "plan.bin", [1, 2, 3]);
        var upload = await NextAsync(held);

        // neither the window nor the page goes without a word
        await Button(window, "Close, keep the draft").ClickAsync();
        await Assertions.Expect(Alert(window, "closes as soon as its files are attached")).ToBeVisibleAsync();
        Assert.Empty(await bob.AxeAsync());
        await Button(window, "Keep open").ClickAsync();
        await Assertions.Expect(Alert(window, "closes as soon as")).ToBeHiddenAsync();
        Assert.True(await AsksToLeaveAsync(page));

        // a file that came to nothing: the writer decides
        await upload.AbortAsync(Broken);
        await Assertions.Expect(Alert(window, "“plan.bin” could not be attached")).ToBeVisibleAsync();
        await Button(window, "Close, keep the draft").ClickAsync();
        await Assertions.Expect(Alert(window, "“plan.bin” is not attached: the draft would be kept without it")).ToBeVisibleAsync();
        await Button(window, "Try again: plan.bin").ClickAsync();
        upload = await NextAsync(held);
        await Assertions.Expect(Alert(window, "closes as soon as its files are attached")).ToBeVisibleAsync();
        await upload.ContinueAsync();
        await Assertions.Expect(page.Locator($".compose[data-draft='{id}']")).ToHaveCountAsync(0);
        Assert.False(await AsksToLeaveAsync(page));
        Assert.Equal("plan.bin", await page.EvaluateAsync<string>("async id => (await (await fetch('/api/drafts/' + id, { cache: 'no-store' })).json()).attachments.map(a => a.fileName).join()", id));

        // and the way out that does not wait
        (window, _) = await WriteAsync(page, "");
        await PickAsync(window, "unwanted.bin", [1, 2, 3]);
        await NextAsync(held);
        await Button(window, "Close, keep the draft").ClickAsync();
        await Button(window, "Close without it").ClickAsync();
        await Assertions.Expect(page.Locator(".compose")).ToHaveCountAsync(0);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task A_draft_that_cannot_be_discarded_lives_on()
    {
        var suite = await shared.GetAsync();
        await using var alice = await chromium.SignInAsync(suite, "alice");
        var page = alice.Page;
        var (window, _) = await WriteAsync(page, "");
        var id = (await window.GetAttributeAsync("data-draft"))!;
        var one = Pattern($"/api/drafts/{id}$");
        var held = await HoldAsync(page, one, "DELETE");
        await Button(window, "Discard draft").ClickAsync();
        await (await NextAsync(held)).AbortAsync(Broken);
        await Assertions.Expect(Alert(window, "Not discarded")).ToBeVisibleAsync();

        // what is typed from here on is saved
        await Text(window).PressSequentiallyAsync("Written after all");
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        await page.ReloadAsync();
        window = await ComposeStoriesTests.ReadyAsync(page);
        await Assertions.Expect(Text(window)).ToContainTextAsync("Written after all");

        await Button(window, "Discard draft").ClickAsync();
        await (await NextAsync(held)).AbortAsync(Broken);
        await Alert(window, "Not discarded").GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await (await NextAsync(held)).ContinueAsync();
        await Assertions.Expect(page.Locator(".compose")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        window = await ComposeStoriesTests.ReadyAsync(page);
        await Assertions.Expect(Text(window)).ToContainTextAsync("Written after all");
        await page.UnrouteAsync(one);
        await Button(window, "Discard draft").ClickAsync();
        await Assertions.Expect(page.Locator(".compose")).ToHaveCountAsync(0);
        Assert.Empty(alice.Problems);
    }

    /// <summary>Whether the browser would ask before it leaves the page.</summary>
    private static Task<bool> AsksToLeaveAsync(IPage page) => page.EvaluateAsync<bool>("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))");

    private static async Task<(ILocator Window, string Subject)> WriteAsync(IPage page, string to)
    {
        var subject = $"Files {Guid.NewGuid():N}";
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(page);
        if (to.Length > 0) await window.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).FillAsync(to);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await Text(window).FocusAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved");
        return (window, subject);
    }

    /// <summary>Requests of the page that wait until the test says what becomes of them.</summary>
    private static async Task<ChannelReader<IRoute>> HoldAsync(IPage page, Regex url, string method)
    {
        var held = Channel.CreateUnbounded<IRoute>();
        await page.RouteAsync(url, async route =>
        {
            if (route.Request.Method == method) await held.Writer.WriteAsync(route);
            else await route.ContinueAsync();
        });
        return held.Reader;
    }

    private static Task<IRoute> NextAsync(ChannelReader<IRoute> held) => held.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));

    private static Task PickAsync(ILocator window, string name, byte[] bytes) =>
        window.Locator("input.pick").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });

    private static async Task<MimeMessage> ArrivedAsync(Suite suite, string name, string subject)
    {
        await Until.TrueAsync(async () => (await ComposeStoriesTests.MessagesAsync(suite, name, "INBOX", subject)).Count > 0, TimeSpan.FromSeconds(30), $"“{subject}” arrives");
        return Assert.Single(await ComposeStoriesTests.MessagesAsync(suite, name, "INBOX", subject));
    }

    private static ILocator Send(ILocator window) => Button(window, "Send");

    private static ILocator Button(ILocator window, string name) => window.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Text(ILocator window) => window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" });

    private static ILocator Alert(ILocator window, string text) => window.GetByRole(AriaRole.Alert).Filter(new() { HasText = text });

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
