using Groupware.Mail;
using Groupware.Mail.Outbox;
using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Tests.Mail.Outbox;

/// <summary>RFC 6409 and RFC 5321, section 4.5.3: what a server does to a message, and what we make of it.</summary>
public sealed class SubmissionTests
{
    [Fact]
    public async Task A_message_is_given_in_the_persons_name_without_its_blind_copies()
    {
        await using var server = new ScriptedSmtpServer(ScriptedSmtpServer.Usual);
        var (outcome, transmitting) = await SubmitAsync(server, bcc: "carol@example.test");
        Assert.Equal(SubmissionOutcome.Accepted, outcome);
        Assert.Equal(1, transmitting);
        Assert.Contains("AUTH |alice@example.test*suite|master-secret", server.Heard);
        Assert.Contains("MAIL FROM:<alice@example.test>", server.Heard);
        Assert.Equal(["RCPT TO:<bob@example.test>", "RCPT TO:<carol@example.test>"], server.Heard.Where(l => l.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.DoesNotContain("carol", server.Message, StringComparison.Ordinal);
        Assert.Contains("To: Bob <bob@example.test>", server.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "451 try later", SubmissionResult.TryLater, SubmissionFault.TryLater)]
    [InlineData("MAIL", "553 not yours", SubmissionResult.Refused, SubmissionFault.Sender)]
    [InlineData("RCPT", "550 no such user", SubmissionResult.Refused, SubmissionFault.Recipient)]
    [InlineData("RCPT", "450 greylisted", SubmissionResult.TryLater, SubmissionFault.TryLater)]
    [InlineData("DATA", "554 no", SubmissionResult.Refused, SubmissionFault.Refused)]
    [InlineData(".", "552 too large", SubmissionResult.Refused, SubmissionFault.TooLarge)]
    [InlineData(".", "452 disk full", SubmissionResult.TryLater, SubmissionFault.TryLater)]
    [InlineData("AUTH", "535 wrong", SubmissionResult.TryLater, SubmissionFault.Authentication)]
    public async Task A_refusal_says_whether_trying_again_helps(string command, string answer, SubmissionResult result, SubmissionFault fault)
    {
        await using var server = new ScriptedSmtpServer(line => line.StartsWith(command, StringComparison.Ordinal) ? answer : ScriptedSmtpServer.Usual(line));
        var (outcome, _) = await SubmitAsync(server);
        Assert.Equal((result, fault), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task A_refused_recipient_is_named()
    {
        await using var server = new ScriptedSmtpServer(line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 unknown" : ScriptedSmtpServer.Usual(line));
        var (outcome, _) = await SubmitAsync(server);
        Assert.Equal("bob@example.test: 550 5.1.1 unknown", outcome.Detail);
    }

    /// <summary>RFC 5321, section 4.1.1.4: a server that has not seen the end of the message must not deliver it.</summary>
    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_connection_that_breaks_before_the_end_of_the_message_is_safe_to_repeat(string command)
    {
        await using var server = new ScriptedSmtpServer(line => line.StartsWith(command, StringComparison.Ordinal) ? null : ScriptedSmtpServer.Usual(line));
        var (outcome, _) = await SubmitAsync(server);
        Assert.Equal((SubmissionResult.TryLater, SubmissionFault.Unreachable), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task No_answer_after_the_whole_message_is_unclear()
    {
        await using var server = new ScriptedSmtpServer(line => line == "." ? null : ScriptedSmtpServer.Usual(line));
        var (outcome, _) = await SubmitAsync(server);
        Assert.Equal((SubmissionResult.Unclear, SubmissionFault.NoAnswer), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again_and_nothing_was_given()
    {
        var server = new ScriptedSmtpServer(ScriptedSmtpServer.Usual);
        var endpoint = server.Endpoint;
        await server.DisposeAsync();
        await using var room = await ComposeRoom.OpenAsync(endpoint);
        var (outcome, transmitting) = await SubmitAsync(room);
        Assert.Equal((SubmissionResult.TryLater, SubmissionFault.Unreachable), (outcome.Result, outcome.Fault));
        Assert.Equal(0, transmitting);
    }

    [Fact]
    public async Task Clear_text_where_the_settings_say_TLS_is_no_wrong_certificate_and_nothing_was_given()
    {
        await using var server = new ScriptedSmtpServer(ScriptedSmtpServer.Usual);
        await using var room = await ComposeRoom.OpenAsync(new MailEndpoint { Host = server.Endpoint.Host, Port = server.Endpoint.Port, Security = MailSecurity.Tls });
        var (outcome, transmitting) = await SubmitAsync(room);
        Assert.Equal((SubmissionResult.TryLater, SubmissionFault.Encryption), (outcome.Result, outcome.Fault));
        Assert.Equal(0, transmitting);
    }

    private static async Task<(SubmissionOutcome Outcome, int Transmitting)> SubmitAsync(ScriptedSmtpServer server, string bcc = "")
    {
        await using var room = await ComposeRoom.OpenAsync(server.Endpoint);
        return await SubmitAsync(room, bcc);
    }

    private static async Task<(SubmissionOutcome Outcome, int Transmitting)> SubmitAsync(ComposeRoom room, string bcc = "")
    {
        var draft = await room.ReadyDraftAsync("Bob <bob@example.test>");
        var saved = await room.Drafts.SaveAsync(room.Alice, draft.Id, draft.Content with { Bcc = bcc }, draft.Version, CancellationToken.None);
        await room.Outbox.QueueAsync(room.Alice, draft.Id, saved.Version, CancellationToken.None);
        room.Pass(Duration.FromSeconds(5));
        var item = (await room.Outbox.ClaimAsync("w1", CancellationToken.None))!;
        var transmitting = 0;
        var (message, content) = await room.Files.ReadAsync(item.FileName, CancellationToken.None);
        await using (content)
        using (message)
        {
            var outcome = await room.Submission.SendAsync(item, message, cancel =>
            {
                transmitting++;
                return room.Outbox.TransmittingAsync(item, cancel);
            }, CancellationToken.None);
            return (outcome, transmitting);
        }
    }
}
