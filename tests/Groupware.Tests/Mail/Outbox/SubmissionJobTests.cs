using Groupware.Storage.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.Tests.Mail.Outbox;

/// <summary>What became of a message is written down before anything else, however long that takes.</summary>
public sealed class SubmissionJobTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_that_was_taken_is_not_sent_again_because_the_database_failed_then()
    {
        await using var server = new ScriptedSmtpServer(ScriptedSmtpServer.Usual);
        await using var room = await ComposeRoom.OpenAsync(server.Endpoint);
        var draft = await room.ReadyDraftAsync();
        var queued = await room.Outbox.QueueAsync(room.Alice, draft.Id, draft.Version, CancellationToken.None);
        room.Pass(Duration.FromSeconds(6));
        await using var db = await room.DatabaseAsync();
        await db.Database.ExecuteSqlRawAsync("create trigger away before update on outbox_item when new.submitted_at is not null begin select raise(abort, 'the disk is full'); end");

        await room.Job.StartAsync(CancellationToken.None);
        await UntilAsync(room, () => Task.FromResult(Taken(server) == 1));
        // long enough for a try that was taken for a failed one to be made again
        for (var n = 0; n < 20; n++)
        {
            room.Pass(Duration.FromMinutes(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(OutboxState.Transmitting, await StateAsync());
        await db.Database.ExecuteSqlRawAsync("drop trigger away");
        await UntilAsync(room, async () => await StateAsync() == OutboxState.Submitted);
        await room.Job.StopAsync(CancellationToken.None);
        Assert.Equal(1, Taken(server));

        Task<OutboxState> StateAsync() => db.Set<OutboxItem>().AsNoTracking().Where(i => i.Id == queued.Item).Select(i => i.State).SingleAsync(TestContext.Current.CancellationToken);
    }

    private static int Taken(ScriptedSmtpServer server) => server.Heard.ToArray().Count(static line => line == "DATA");

    private static async Task UntilAsync(ComposeRoom room, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit) throw new TimeoutException();
            room.Pass(Duration.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
