using System.Net;
using System.Security.Cryptography;
using Groupware.Testing;
using MailKit;
using MailKit.Search;
using MimeKit;

namespace Groupware.Integration.Tests.Mail.Compose;

public sealed class SendingTests(SharedSuite shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_arrives_once_is_filed_in_Sent_and_its_attachment_is_the_same_to_the_byte()
    {
        var suite = await shared.GetAsync();
        using var alice = await DraftClient.SignInAsync(suite, "alice");
        var subject = $"Réunion {Guid.NewGuid()}";
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var (id, version) = await alice.WriteAsync("Bob <bob@example.test>", subject, "<div>Hello <b>Bob</b></div>", bcc: "carol@example.test");
        var attachment = await alice.AttachAsync(id, "plan ünïcode.bin", bytes);
        Assert.Equal(bytes, await alice.BytesAsync($"/api/drafts/{id}/attachments/{attachment}"));

        Assert.Equal(HttpStatusCode.Accepted, (await alice.SendAsync(id, version)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await alice.SendAsync(id, version)).Status);   // pressed twice

        var received = Assert.Single(await ArrivedAsync(suite, "bob", "INBOX", subject));
        Assert.Null(received.Headers[HeaderId.Bcc]);
        Assert.Equal("Hello <b>Bob</b>", received.HtmlBody!.Split("<div>")[1].Split("</div>")[0]);
        Assert.Equal("Hello Bob", received.TextBody!.Trim());
        var part = Assert.IsType<MimePart>(Assert.Single(received.Attachments));
        Assert.Equal("plan ünïcode.bin", part.FileName);
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content);
        Assert.Equal(bytes, content.ToArray());

        Assert.Single(await ArrivedAsync(suite, "carol", "INBOX", subject));
        var sent = Assert.Single(await ArrivedAsync(suite, "alice", "Sent", subject));
        Assert.Equal("carol@example.test", sent.Bcc.ToString());
        Assert.Equal(received.MessageId, sent.MessageId);
        await Until.TrueAsync(async () => (await alice.OutboxAsync()).All(e => e.Subject != subject), Limit, "the outbox is empty");
        Assert.Equal(HttpStatusCode.NotFound, (await alice.CallAsync(HttpMethod.Get, $"/api/drafts/{id}")).Status);
    }

    [Fact]
    public async Task A_refused_recipient_is_shown_and_nothing_is_filed()
    {
        var suite = await shared.GetAsync();
        using var alice = await DraftClient.SignInAsync(suite, "alice");
        var subject = $"Refused {Guid.NewGuid()}";
        var (id, version) = await alice.WriteAsync("nobody.here@example.test", subject);
        await alice.SendAsync(id, version);
        await Until.TrueAsync(async () => (await alice.OutboxAsync()).Any(e => e.Subject == subject && e.State == "Refused"), Limit, "the refusal is shown");
        var entry = (await alice.OutboxAsync()).Single(e => e.Subject == subject);
        Assert.Equal("Recipient", entry.Fault);
        Assert.Contains("nobody.here@example.test", entry.Detail, StringComparison.Ordinal);
        Assert.Empty(await FindAsync(suite, "alice", "Sent", subject));
    }

    [Fact]
    public async Task A_closed_draft_lies_in_the_Drafts_folder_once_and_goes_when_it_is_discarded()
    {
        var suite = await shared.GetAsync();
        using var erin = await DraftClient.SignInAsync(suite, "erin");
        var subject = $"Unfinished {Guid.NewGuid()}";
        var (id, version) = await erin.WriteAsync("bob@example.test", subject, "<div>half a thought</div>");
        await erin.CallAsync(HttpMethod.Post, $"/api/drafts/{id}/close");
        Assert.Contains("half a thought", Assert.Single(await FindAsync(suite, "erin", "Drafts", subject)).HtmlBody, StringComparison.Ordinal);

        await erin.SaveAsync(id, version, "bob@example.test", subject, "<div>a whole thought</div>");
        await erin.CallAsync(HttpMethod.Post, $"/api/drafts/{id}/close");
        Assert.Contains("a whole thought", Assert.Single(await FindAsync(suite, "erin", "Drafts", subject)).HtmlBody, StringComparison.Ordinal);

        await erin.CallAsync(HttpMethod.Delete, $"/api/drafts/{id}");
        Assert.Empty(await FindAsync(suite, "erin", "Drafts", subject));
    }

    [Fact]
    public async Task A_draft_is_saved_only_on_the_version_it_was_written_on_and_only_by_its_owner()
    {
        var suite = await shared.GetAsync();
        using var alice = await DraftClient.SignInAsync(suite, "alice");
        using var bob = await DraftClient.SignInAsync(suite, "bob");
        var (id, version) = await alice.WriteAsync("", "Mine");

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await alice.SaveAsync(id, version - 1, "", "Older", "x")).Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await alice.CallAsync(HttpMethod.Put, $"/api/drafts/{id}", System.Net.Http.Json.JsonContent.Create(new { }))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await alice.CallAsync(HttpMethod.Delete, $"/api/drafts/{id}", withToken: false)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.CallAsync(HttpMethod.Get, $"/api/drafts/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.SaveAsync(id, version, "", "Stolen", "x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.CallAsync(HttpMethod.Delete, $"/api/drafts/{id}")).Status);
        Assert.Equal("Mine", (await alice.CallAsync(HttpMethod.Get, $"/api/drafts/{id}")).Body!.Value.GetProperty("content").GetProperty("subject").GetString());
    }

    internal static async Task<IReadOnlyList<MimeMessage>> ArrivedAsync(Suite suite, string name, string folder, string subject)
    {
        await Until.TrueAsync(async () => (await FindAsync(suite, name, folder, subject)).Count > 0, Limit, $"“{subject}” in {folder} of {name}");
        await Task.Delay(500);   // a second copy would come now
        return await FindAsync(suite, name, folder, subject);
    }

    internal static async Task<IReadOnlyList<MimeMessage>> FindAsync(Suite suite, string name, string folder, string subject)
    {
        using var imap = await suite.ImapAsync(name);
        var box = await imap.GetFolderAsync(folder);
        await box.OpenAsync(FolderAccess.ReadOnly);
        var found = new List<MimeMessage>();
        foreach (var uid in await box.SearchAsync(SearchQuery.SubjectContains(subject[(subject.LastIndexOf(' ') + 1)..]))) found.Add(await box.GetMessageAsync(uid));
        return found;
    }
}
