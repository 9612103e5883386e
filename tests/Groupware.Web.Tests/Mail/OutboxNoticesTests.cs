using Bunit;
using Groupware.Storage;
using Groupware.Storage.Mail;
using Groupware.Storage.People;
using Groupware.Web.Components.Mail.Compose;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TestContext = Xunit.TestContext;

namespace Groupware.Web.Tests.Mail;

/// <summary>One sentence for each way in which a message is not sent.</summary>
public sealed class OutboxNoticesTests
{
    [Theory]
    [InlineData(SubmissionFault.Certificate, "Not sent yet. The mail server’s certificate is not valid. The message is in the outbox and goes out by itself; next try ")]
    [InlineData(SubmissionFault.Encryption, "Not sent yet. The mail server does not encrypt the connection as the settings say. The message is in the outbox and goes out by itself; next try ")]
    [InlineData(SubmissionFault.Unreachable, "Not sent yet. The mail server doesn’t answer. The message is in the outbox and goes out by itself; next try ")]
    [InlineData(SubmissionFault.Authentication, "Not sent yet. The mail server does not accept your sign-in. The message is in the outbox and goes out by itself; next try ")]
    public async Task A_message_that_waits_says_why_and_that_it_is_not_lost(SubmissionFault fault, string sentence)
    {
        await using var room = await StoredRoom.OpenAsync();
        var now = SystemClock.Instance.GetCurrentInstant();
        await using (var db = await room.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Add(new OutboxItem { PersonId = new PersonId(1), DraftId = new DraftId(Guid.NewGuid()), MessageId = "<1@example.test>", Sender = "alice@example.test", Recipients = "bob@example.test", Subject = "Handrail", State = OutboxState.Waiting, Fault = fault, Attempts = 1, QueuedAt = now, DueAt = now + Duration.FromSeconds(20) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var notice = room.Page.Render<OutboxNotices>().Find("[role=alert]");
        Assert.StartsWith("Handrail " + sentence, notice.QuerySelector("span.grow")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Edit", "Try again"], notice.QuerySelectorAll("button").Select(static button => button.TextContent));
    }
}
