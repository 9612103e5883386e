using System.Diagnostics;
using System.Globalization;
using System.Text;
using Groupware.Testing;
using MailKit;
using MimeKit;

namespace Groupware.Benchmarks;

/// <summary>Fills the reader's mailbox by writing into its Maildir: delivering so many messages would take longer than everything that is measured.</summary>
internal static class LargeInbox
{
    /// <summary>In the other folder.</summary>
    public const int Filed = 200;

    public static async Task FillAsync(Suite suite, int messages)
    {
        var done = Path.Combine(suite.Data, "bench-filled");
        if (File.Exists(done)) return;
        var watch = Stopwatch.StartNew();
        await suite.DeliverAsync("bob", Bench.Reader, "Probe");
        string? box = null;
        while ((box = Directory.EnumerateDirectories(suite.Data, "Maildir", SearchOption.AllDirectories).FirstOrDefault(HasProbe)) is null) await Task.Delay(50);
        var current = Path.Combine(box, "cur");
        var now = DateTimeOffset.UtcNow;
        for (var n = 0; n < messages; n++)
        {
            var received = now - TimeSpan.FromMinutes(n * 30d);
            var file = Path.Combine(current, string.Create(CultureInfo.InvariantCulture, $"{received.ToUnixTimeSeconds()}.M{n}P1.bench:2,{(n % 7 == 0 ? "" : "S")}"));
            await File.WriteAllBytesAsync(file, Message(n, received));
            File.SetLastWriteTimeUtc(file, received.UtcDateTime);
        }
        using (var own = Process.Start("chown", ["-R", "--reference=" + box, current])) await own.WaitForExitAsync();
        using (var client = await suite.ImapAsync(Bench.Reader))
        {
            client.Timeout = 600_000;
            await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
            var archive = await client.GetFolderAsync("Archive");
            for (var n = 0; n < Filed; n++)
            {
                using var message = new MimeMessage { Subject = string.Create(CultureInfo.InvariantCulture, $"Filed {n}"), Body = new TextPart("plain") { Text = "Filed.\n" + Words(n, 60) } };
                message.From.Add(new MailboxAddress("Bob Lindqvist", "bob@example.test"));
                message.To.Add(new MailboxAddress("Alice Renner", "alice@example.test"));
                await archive.AppendAsync(message, MessageFlags.Seen, now - TimeSpan.FromDays(1 + n));
            }
            await client.DisconnectAsync(quit: true);
        }
        await File.WriteAllTextAsync(done, "");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled in {watch.Elapsed.TotalSeconds:0} s"));
    }

    private static bool HasProbe(string box) =>
        new[] { "new", "cur" }.Select(part => Path.Combine(box, part)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Any(file => File.ReadAllText(file).Contains("Subject: Probe", StringComparison.Ordinal));

    /// <summary>In turn plain text of 2 KB and a newsletter of 20 KB.</summary>
    private static byte[] Message(int n, DateTimeOffset received)
    {
        var kind = n % 2 == 0 ? "Plain" : "Rich";
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"From: Sender {n % 41} <sender{n % 41}@example.net>\r\nTo: Alice <alice@example.test>\r\nSubject: {kind} {n} {Words(n, 4)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {MimeKit.Utils.DateUtils.FormatDate(received)}\r\nMessage-ID: <bench{n}@example.net>\r\nMIME-Version: 1.0\r\n");
        if (n % 2 == 0) text.Append("Content-Type: text/plain; charset=utf-8\r\n\r\n").Append(Words(n, 300));
        else
        {
            text.Append("Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>td{padding:8px;color:#223}</style></head><body><table>\r\n");

            // the first few hundred weigh as much as newsletters do; the rest only has to be there
            for (var line = 0; line < (n < 600 ? 110 : 4); line++) text.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"font-family:sans-serif\"><p>{Words(n + line, 18)} <a href=\"https://example.net/{line}\">more</a></p></td></tr>\r\n");
            text.Append("</table><img src=\"https://example.net/dot.png\"></body></html>\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Words(int seed, int count)
    {
        ReadOnlySpan<string> words = ["harbour", "meeting", "deck", "Thursday", "plan", "timber", "answer", "invoice", "quay", "release", "drawing", "team"];
        var text = new StringBuilder();
        for (var at = 0; at < count; at++) text.Append(words[(seed * 7 + at * at + at) % words.Length]).Append(at % 12 == 11 ? "\r\n" : " ");
        return text.ToString().TrimEnd();
    }
}
