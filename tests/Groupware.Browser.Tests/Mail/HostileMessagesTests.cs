using System.Text.Json;
using Groupware.Testing;
using MailKit;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Mail;

/// <summary>
/// Attack messages, one for each class that has hurt webmail programs; index.json says what each must not do and which word of it must be
/// visible. A payload that runs sets the title to PWNED, one that fetches asks trap.invalid.
/// </summary>
public sealed class HostileMessagesTests(SharedSuite shared, Chromium chromium)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Mail", "Hostile");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task All_are_shown_none_runs_a_script_and_nothing_leaves()
    {
        var suite = await shared.GetAsync();
        var traps = JsonSerializer.Deserialize<List<Trap>>(await File.ReadAllTextAsync(Path.Combine(Folder, "index.json")), Json)!.Where(t => t.File.EndsWith(".eml", StringComparison.Ordinal)).ToList();
        Assert.True(traps.Count > 140);
        await FillAsync(suite, traps);
        await using var visitor = await chromium.SignInAsync(suite, "erin", "/mail/Hostile");
        var page = visitor.Page;
        var wrong = new List<string>();
        var now = "";
        page.Request += (_, request) =>
        {
            var url = request.Url;
            if (!url.StartsWith(suite.Url.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("about:", StringComparison.Ordinal)) wrong.Add($"{now}: asked for {url}");
        };
        page.Dialog += (_, dialog) =>
        {
            wrong.Add($"{now}: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Popup += (_, popup) => wrong.Add($"{now}: opened {popup.Url}");
        var grid = page.Locator("[role=grid]");
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", traps.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await grid.FocusAsync();

        // the newest stands first
        for (var n = 0; n < traps.Count; n++)
        {
            var trap = traps[traps.Count - 1 - n];
            now = trap.File;
            await page.Keyboard.PressAsync("j");
            try
            {
                await page.WaitForFunctionAsync("""
                    place => document.querySelector(`[role=row][aria-rowindex="${place}"]`)?.getAttribute('aria-selected') === 'true'
                      && document.querySelector('.where')?.textContent.match(/^\d+/)?.[0] === String(place)
                      && document.querySelector('.read article') && document.querySelector('.read').getAttribute('aria-busy') !== 'true'
                    """, n + 1, new() { Timeout = 30_000 });
            }
            catch (TimeoutException)
            {
                wrong.Add($"{now}: not shown; the page says {(await page.Locator("body").InnerTextAsync()).ReplaceLineEndings(" ")}; {suite.Output[^Math.Min(suite.Output.Length, 3_000)..]}");
                break;
            }
            // the pane may still hold the message before, the frame may still be empty: what counts is there within moments
            var text = "";
            for (var look = 0; look < 100; look++)
            {
                text = await page.Locator(".conv").InnerTextAsync();
                foreach (var inside in page.Frames.Where(f => f.Url.Contains("~body", StringComparison.Ordinal) && f.ParentFrame is not null))
                {
                    try
                    {
                        text += await inside.Locator("body").InnerTextAsync();
                        if ((await inside.TitleAsync()).Contains("PWNED", StringComparison.Ordinal)) wrong.Add($"{now}: ran in the frame");
                    }
                    catch (PlaywrightException) when (inside.IsDetached)
                    {
                        // the frame of the message before, just gone
                    }
                }
                if (trap.Shows is not { Length: > 0 } || text.Contains(trap.Shows, StringComparison.Ordinal)) break;
                await Task.Delay(100);
            }
            if ((await page.TitleAsync()).Contains("PWNED", StringComparison.Ordinal)) wrong.Add($"{now}: ran in the page");
            if (trap.Shows is { Length: > 0 } word && !text.Contains(word, StringComparison.Ordinal)) wrong.Add($"{now}: {word} is not visible");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.DoesNotContain(visitor.Problems, p => p.StartsWith("script", StringComparison.Ordinal));
    }

    private static async Task FillAsync(Suite suite, List<Trap> traps)
    {
        using var imap = await suite.ImapAsync("erin");
        var folder = (await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync("Hostile", isMessageFolder: true))!;
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var n = 0; n < traps.Count; n++)
        {
            // an IMAP literal holds no NUL; everything else goes as it is
            var raw = (await File.ReadAllBytesAsync(Path.Combine(Folder, traps[n].File))).Where(b => b != 0).ToArray();
            using var stream = new MemoryStream(raw);
            var message = await MimeKit.MimeMessage.LoadAsync(new MimeKit.ParserOptions { MaxMimeDepth = 2_000 }, stream);
            await folder.AppendAsync(message, MessageFlags.None, start.AddMinutes(n));
        }
    }

    private sealed record Trap(string File, string? Shows);
}
