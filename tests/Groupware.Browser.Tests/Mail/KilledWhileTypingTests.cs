using System.Security.Cryptography;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>Nothing lost, N1: what a person typed survives the death of the server, and is sent once.</summary>
public sealed class KilledWhileTypingTests(Chromium chromium)
{
    private const int Keys = 120;

    [Fact]
    public Task A_few_kills_lose_nothing() => KillAsync(kills: 2);

    [Fact]
    [Trait("Category", "Long")]
    public Task Twenty_kills_lose_nothing() => KillAsync(kills: 20);

    private async Task KillAsync(int kills)
    {
        await using var suite = await Suite.StartAsync();
        await using var dave = await chromium.SignInAsync(suite, "dave");
        var page = dave.Page;
        var subject = $"Typed {Guid.NewGuid():N}";
        await page.GetByRole(AriaRole.Button, new() { Name = "New message", Exact = true }).ClickAsync();
        var window = await ComposeStoriesTests.ReadyAsync(page);
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).FillAsync("bob@example.test");
        await window.GetByRole(AriaRole.Combobox, new() { Name = "To" }).PressAsync("Enter");
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Subject" }).FillAsync(subject);
        await window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" }).ClickAsync();
        var typed = "";
        for (var kill = 0; kill < kills; kill++)
        {
            var killAt = RandomNumberGenerator.GetInt32(10, Keys - 10);
            var back = Task.CompletedTask;
            for (var key = 0; key < Keys; key++)
            {
                var letter = key % 7 == 6 ? " " : ((char)('a' + ((kill + key) % 26))).ToString();
                await page.Keyboard.TypeAsync(letter);
                typed += letter;
                if (key == killAt)
                {
                    await suite.Kill9Async();
                    back = Task.Run(async () =>
                    {
                        await Task.Delay(RandomNumberGenerator.GetInt32(0, 2000));
                        await suite.StartAgainAsync();
                    });
                }

                await Task.Delay(20);
                Assert.Equal(typed.TrimEnd(), await TextAsync(page));
            }

            await back;
            await page.WaitForFunctionAsync("() => document.body.dataset.interactive === 'true' && !document.querySelector('.banner.reconnect.on') && document.querySelector('.compose[data-ready]') && /Saved/.test(document.querySelector('.draft-status').textContent)", null, new() { Timeout = 60_000 });
            Assert.Equal(typed.TrimEnd(), await TextAsync(page));
            await Assertions.Expect(window.GetByRole(AriaRole.Textbox, new() { Name = "Message text" })).ToBeFocusedAsync();
        }

        await window.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        await Until.TrueAsync(async () => (await ComposeStoriesTests.MessagesAsync(suite, "bob", "INBOX", subject)).Count > 0, TimeSpan.FromSeconds(30), "the message arrives");
        await Task.Delay(500);
        var message = Assert.Single(await ComposeStoriesTests.MessagesAsync(suite, "bob", "INBOX", subject));
        Assert.Equal(typed.TrimEnd(), message.TextBody!.Split('\n')[0].Trim());
        Assert.Single(await ComposeStoriesTests.MessagesAsync(suite, "dave", "Sent", subject));
    }

    /// <summary>What stands in the box; while the page is loaded anew the box is not there for a moment.</summary>
    private static async Task<string> TextAsync(IPage page)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await page.EvaluateAsync<string>("() => [...document.querySelector('.compose[data-ready] .he-doc').children].filter(line => !line.hasAttribute('data-signature')).map(line => line.textContent).join('').replaceAll('\\u00a0', ' ').trimEnd()");
            }
            catch (PlaywrightException) when (attempt < 200)
            {
                await Task.Delay(50);
            }
        }
    }
}
