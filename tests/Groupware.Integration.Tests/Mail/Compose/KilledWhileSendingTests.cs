using System.Net;
using System.Security.Cryptography;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Mail.Compose;

/// <summary>Nothing lost, N3 and N4: killed at any moment while sending, a message arrives once, or its sender is asked.</summary>
public sealed class KilledWhileSendingTests
{
    [Fact]
    [Trait("Category", "Crash")]
    public Task A_few_kills() => KillAsync(rounds: 3, messages: 4);

    [Fact]
    [Trait("Category", "Long")]
    public Task Many_kills() => KillAsync(rounds: 30, messages: 10);

    private static async Task KillAsync(int rounds, int messages)
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["Mail__Outbox__UndoTime"] = "00:00:00" } });
        var accepted = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            using var alice = await DraftClient.SignInAsync(suite, "alice");
            var drafts = new List<(string Subject, string Id, long Version)>();
            for (var i = 0; i < messages; i++)
            {
                var subject = $"Kill {Guid.NewGuid():N}";
                var (id, version) = await alice.WriteAsync("bob@example.test", subject);
                drafts.Add((subject, id, version));
            }

            using var stop = new CancellationTokenSource();
            var sending = Parallel.ForEachAsync(drafts, async (draft, _) =>
            {
                try
                {
                    if ((await alice.SendAsync(draft.Id, draft.Version)).Status != HttpStatusCode.Accepted) return;
                    lock (accepted) accepted.Add(draft.Subject);
                }
                catch (HttpRequestException)
                {
                    // killed before it answered: the draft is still there
                }
            });
            await Task.Delay(RandomNumberGenerator.GetInt32(5, 250));
            await suite.Kill9Async();
            await sending;
            await suite.StartAgainAsync();
        }

        using var after = await DraftClient.SignInAsync(suite, "alice");
        await Until.TrueAsync(async () => (await after.OutboxAsync()).All(e => e.State is "Unclear" or "Refused"), TimeSpan.FromSeconds(60), "nothing is on its way any more");
        var unclear = (await after.OutboxAsync()).Where(e => e.State == "Unclear").Select(e => e.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var subject in accepted)
        {
            var arrived = await SendingTests.FindAsync(suite, "bob", "INBOX", subject);
            Assert.True(arrived.Count <= 1, $"{subject} arrived {arrived.Count} times");
            Assert.True(arrived.Count == 1 || unclear.Contains(subject), $"{subject} is lost");
            var sent = await SendingTests.FindAsync(suite, "alice", "Sent", subject);
            Assert.True(sent.Count == (unclear.Contains(subject) ? 0 : 1), $"{subject} is filed {sent.Count} times");
        }
    }
}
