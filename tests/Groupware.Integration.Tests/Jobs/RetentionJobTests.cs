using Groupware.Collections;
using Groupware.Integration.Tests.Dav;
using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Groupware.Integration.Tests.Jobs;

/// <summary>What undo reaches no more is forgotten, and nothing else.</summary>
public sealed class RetentionJobTests
{
    [Theory, EachDatabase]
    public async Task Only_what_is_older_than_undo_reaches_is_forgotten(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var stop = TestContext.Current.CancellationToken;
        var person = await host.PersonAsync("alice");
        var directory = host.Get<CollectionDirectory>();
        await alice.PutAsync(alice.Calendar("calendar/lunch.ics"), Samples.Event("lunch"));
        await alice.PutAsync(alice.Calendar("calendar/lunch.ics"), Samples.Event("lunch", "DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nSUMMARY:Long lunch"));
        var calendar = Assert.Single(await directory.ListAsync(person, CollectionKind.Calendar, stop));
        long due;
        await using (var db = await OpenAsync(host)) due = await db.Set<Change>().Where(c => c.CollectionId == calendar.Id).MaxAsync(static c => c.Token, stop);
        await alice.PutAsync(alice.Calendar("calendar/tea.ics"), Samples.Event("tea"));
        await alice.PutAsync(alice.Calendar("calendar/tea.ics"), Samples.Event("tea", "DTSTART:20270311T150000Z\nDTEND:20270311T160000Z\nSUMMARY:Green tea"));
        var deleted = new Dictionary<string, CollectionId>(StringComparer.Ordinal);   // their paths are free for others as soon as they are deleted
        foreach (var name in new[] { "long-gone", "just-gone" })
        {
            var made = await directory.CreateAsync(person, CollectionKind.Calendar, name, name, "c2", stop);
            await alice.PutAsync(alice.Calendar($"{name}/one.ics"), Samples.Event(name));
            Assert.True(await directory.DeleteAsync(person, made.Id, stop));
            deleted[name] = made.Id;
        }

        var (longGone, justGone) = (deleted["long-gone"], deleted["just-gone"]);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await using (var db = await OpenAsync(host))
        {
            var (old, young) = (now - RetentionJob.Kept - Duration.FromHours(1), now - RetentionJob.Kept + Duration.FromHours(1));
            await db.Set<Change>().Where(c => c.CollectionId == calendar.Id && c.Token <= due).ExecuteUpdateAsync(set => set.SetProperty(static c => c.At, old), stop);
            await db.Set<Change>().Where(c => c.CollectionId == calendar.Id && c.Token > due).ExecuteUpdateAsync(set => set.SetProperty(static c => c.At, young), stop);
            await db.Set<Collection>().Where(c => c.Id == longGone).ExecuteUpdateAsync(set => set.SetProperty(static c => c.DeletedAt, old), stop);
            await db.Set<Collection>().Where(c => c.Id == justGone).ExecuteUpdateAsync(set => set.SetProperty(static c => c.DeletedAt, young), stop);
        }

        using var job = new RetentionJob(host.Get<IDbContextFactory<GroupwareContext>>(), host.Get<IDatabaseWrites>(), new FakeTimeProvider(now.ToDateTimeOffset()), new RecordingLogger<RetentionJob>());
        await job.RunAsync(stop);

        await using (var db = await OpenAsync(host))
        {
            Assert.Equal(due + 1, await db.Set<Change>().Where(c => c.CollectionId == calendar.Id).MinAsync(static c => c.Token, stop));
            var replaced = Assert.Single(await db.Set<ReplacedText>().Where(r => r.CollectionId == calendar.Id).ToListAsync(stop));
            Assert.Contains("UID:tea", System.Text.Encoding.UTF8.GetString(replaced.Body), StringComparison.Ordinal);
            Assert.Equal(due, await db.Set<Collection>().Where(c => c.Id == calendar.Id).Select(static c => c.PurgedTo).SingleAsync(stop));
            Assert.Equal(["just-gone", "lunch", "tea"], await db.Set<CollectionObject>().Where(static x => x.Component == "VEVENT").Select(static x => x.Uid).OrderBy(static uid => uid).ToListAsync(stop));
            Assert.False(await db.Set<Collection>().AnyAsync(c => c.Id == longGone, stop));
            Assert.Equal(3, await db.Set<Occurrence>().CountAsync(stop));
        }

        // the living texts are whole, and what was deleted lately still comes back
        Assert.Contains("Long lunch", await alice.GetAsync(alice.Calendar("calendar/lunch.ics")), StringComparison.Ordinal);
        Assert.True(await directory.RestoreAsync(person, justGone, stop));
        Assert.Contains("UID:just-gone", await alice.GetAsync(alice.Calendar("just-gone/one.ics")), StringComparison.Ordinal);

        // nothing more the second time
        await job.RunAsync(stop);
        await using (var db = await OpenAsync(host)) Assert.Equal(due + 1, await db.Set<Change>().Where(c => c.CollectionId == calendar.Id).MinAsync(static c => c.Token, stop));
    }

    private static Task<GroupwareContext> OpenAsync(DavHost host) => host.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
