using System.Text;
using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
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

/// <summary>Rows of endless series move along with time, whatever lies beside them.</summary>
public sealed class HorizonJobTests
{
    private const string Weekly = "DTSTART:20260105T090000Z\nDTEND:20260105T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Stand-up";

    [Theory, EachDatabase]
    public async Task An_endless_series_is_extended_and_one_that_cannot_be_read_is_passed_over_and_tried_again(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        foreach (var uid in new[] { "broken", "standup" }) await alice.PutAsync(alice.Calendar($"calendar/{uid}.ics"), Samples.Event(uid, Weekly));
        await alice.PutAsync(alice.Calendar("calendar/once.ics"), Samples.Event("once"));
        var (reached, later) = (await LastAsync(host, "standup"), Later(years: 4));
        Assert.True(reached < Instant.FromDateTimeOffset(later), "the rows ended already after the day from which they are extended");
        var text = await BreakAsync(host);
        var log = new RecordingLogger<HorizonJob>();
        using var job = new HorizonJob(host.Get<ObjectReader>(), host.Get<IObjectWriter>(), new FakeTimeProvider(later), log);

        Assert.Equal(1, await job.RunAsync(TestContext.Current.CancellationToken));
        Assert.True(await LastAsync(host, "standup") > Instant.FromDateTimeOffset(later) + Duration.FromDays(2 * 365));
        Assert.Equal(reached, await LastAsync(host, "broken"));
        Assert.Contains("broken.ics", Assert.Single(log.Lines), StringComparison.Ordinal);

        // what was extended is left alone, what was mended follows
        await PutBackAsync(host, text);
        Assert.Equal(1, await job.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(await LastAsync(host, "standup"), await LastAsync(host, "broken"));
        Assert.Equal(0, await job.RunAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EachDatabase]
    public async Task It_goes_on_by_itself_and_the_agenda_is_readable_meanwhile(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        foreach (var uid in new[] { "broken", "standup" }) await alice.PutAsync(alice.Calendar($"calendar/{uid}.ics"), Samples.Event(uid, Weekly));
        var later = Later(years: 4);
        await BreakAsync(host);
        var clock = new FakeTimeProvider(later);
        using var job = new HorizonJob(host.Get<ObjectReader>(), host.Get<IObjectWriter>(), clock, new RecordingLogger<HorizonJob>());
        await job.StartAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return job.ExecuteTask!.IsCompleted || await LastAsync(host, "standup") > Instant.FromDateTimeOffset(later);
            },
            TimeSpan.FromSeconds(30), "the series beside the broken one is extended");
        Assert.False(job.ExecuteTask!.IsCompleted);
        await job.StopAsync(TestContext.Current.CancellationToken);

        // beyond the rows of the broken one
        var person = await host.PersonAsync("alice");
        var calendar = Assert.Single(await host.Get<CollectionDirectory>().ListAsync(person, CollectionKind.Calendar, TestContext.Current.CancellationToken));
        var from = Instant.FromDateTimeOffset(later) + Duration.FromDays(30);
        var seen = await host.Get<OccurrenceQueries>().WithinAsync(person, [calendar.Id], new Interval(from, from + Duration.FromDays(7)), DateTimeZone.Utc, TestContext.Current.CancellationToken);
        Assert.Equal("standup", Assert.Single(seen).Uid);
    }

    private static DateTimeOffset Later(int years) => TimeProvider.System.GetUtcNow().AddYears(years);

    private static async Task<Instant> LastAsync(DavHost host, string uid)
    {
        await using var db = await host.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Set<Occurrence>().Where(o => db.Set<CollectionObject>().Any(x => x.Id == o.ObjectId && x.Uid == uid)).MaxAsync(static o => o.Starts, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> BreakAsync(DavHost host)
    {
        await using var db = await host.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var text = await db.Set<CollectionObject>().Where(static x => x.Uid == "broken").Select(static x => x.Body).SingleAsync(TestContext.Current.CancellationToken);
        await PutBackAsync(host, Encoding.UTF8.GetBytes("half a disk block"));
        return text;
    }

    private static async Task PutBackAsync(DavHost host, byte[] text)
    {
        await using var db = await host.Get<IDbContextFactory<GroupwareContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Set<CollectionObject>().Where(static x => x.Uid == "broken").ExecuteUpdateAsync(set => set.SetProperty(static x => x.Body, text), TestContext.Current.CancellationToken);
    }
}
