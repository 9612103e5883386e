using Groupware.Calendars;
using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.Storage.Changes;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Testing;
using NodaTime;

namespace Groupware.Integration.Tests.Dav;

/// <summary>What each level of access shows and lets do, by DAV and in the suite.</summary>
public sealed class SharingTests
{
    private static readonly Interval March = new(Instant.FromUtc(2027, 3, 1, 0, 0), Instant.FromUtc(2027, 4, 1, 0, 0));

    [Theory, EachDatabase]
    public async Task A_shared_calendar_appears_in_the_others_home_and_private_events_in_it_are_only_busy(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"));
        var collections = host.Get<CollectionDirectory>();
        using var owner = host.Dav("alice");
        using var other = host.Dav("bob");
        await owner.PutAsync(owner.Calendar("calendar/open.ics"), Samples.Event("open"));
        await owner.PutAsync(owner.Calendar("calendar/secret.ics"), Samples.Event("secret", "DTSTART:20270311T090000Z\nDTEND:20270311T100000Z\nCLASS:PRIVATE\nSUMMARY:Doctor\nLOCATION:Clinic"));
        var calendar = (await collections.ListAsync(alice, CollectionKind.Calendar, cancel)).Single();

        using var before = await other.SendAsync("GET", owner.Calendar("calendar/open.ics"));
        Assert.Equal(404, (int)before.StatusCode);

        var told = new List<ChangeNotice>();
        using (host.Get<IChangeFeed>().Subscribe(told.Add)) Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Read, cancel));
        Assert.Contains(new ChangeNotice(ChangeKind.Rights, bob.Id.Value), told);

        var shared = other.Calendar($"shared-{calendar.Id.Value}/");
        Assert.Equal(Samples.Event("open"), await other.GetAsync(shared + "open.ics"));
        var busy = await other.GetAsync(shared + "secret.ics");
        Assert.Contains("SUMMARY:Busy", busy, StringComparison.Ordinal);
        Assert.DoesNotContain("Doctor", busy, StringComparison.Ordinal);
        Assert.DoesNotContain("Clinic", busy, StringComparison.Ordinal);
        using var refused = await other.SendAsync("PUT", shared + "new.ics", Samples.Event("new"));
        Assert.Equal(403, (int)refused.StatusCode);

        var seen = await host.Get<OccurrenceQueries>().WithinAsync(bob, [calendar.Id], March, DateTimeZone.Utc, cancel);
        Assert.Equal([("Lunch", false), ("", true)], seen.Select(o => (o.Summary, o.Masked)));

        Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Write, cancel));
        await other.PutAsync(shared + "new.ics", Samples.Event("new"));
        using var overSecret = await other.SendAsync("PUT", shared + "secret.ics", busy.Replace("SUMMARY:Busy", "SUMMARY:Mine", StringComparison.Ordinal));
        Assert.Equal(403, (int)overSecret.StatusCode);
        Assert.Contains("Doctor", await owner.GetAsync(owner.Calendar("calendar/secret.ics")), StringComparison.Ordinal);

        Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.FreeBusy, cancel));
        using var hidden = await other.SendAsync("GET", shared + "open.ics");
        Assert.Equal(404, (int)hidden.StatusCode);
        using var freeBusy = await other.SendAsync("REPORT", shared, "<c:free-busy-query xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><c:time-range start=\"20270301T000000Z\" end=\"20270401T000000Z\"/></c:free-busy-query>");
        var text = await freeBusy.Content.ReadAsStringAsync(cancel);
        Assert.Contains("FREEBUSY:20270310T090000Z/20270310T100000Z", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lunch", text, StringComparison.Ordinal);

        Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.None, cancel));
        Assert.DoesNotContain(await collections.ListAsync(bob, kind: null, cancel), c => c.Id == calendar.Id);
    }

    [Theory, EachDatabase]
    public async Task What_was_deleted_comes_back_as_it_was(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var alice = await host.PersonAsync("alice");
        var (collections, objects) = (host.Get<CollectionDirectory>(), host.Get<CalendarObjects>());
        var calendar = (await collections.ListAsync(alice, CollectionKind.Calendar, cancel)).Single();
        var text = Samples.Event("gone");
        var put = await objects.PutAsync(alice, calendar.Id, "gone.ics", System.Text.Encoding.UTF8.GetBytes(text), Precondition.IsNew, cancel);
        Assert.Equal(PutStatus.Created, put.Status);
        Assert.Equal(DeleteOutcome.ETagMismatch, await objects.DeleteAsync(alice, calendar.Id, "gone.ics", "stale", cancel));
        Assert.Equal(DeleteOutcome.Deleted, await objects.DeleteAsync(alice, calendar.Id, "gone.ics", put.ETag, cancel));
        Assert.Equal(PutStatus.Created, (await objects.RestoreAsync(alice, calendar.Id, "gone.ics", cancel)).Status);
        Assert.Equal(put.ETag, (await objects.GetAsync(alice, calendar.Id, "gone.ics", cancel))!.ETag);
        Assert.Single(await host.Get<OccurrenceQueries>().WithinAsync(alice, [calendar.Id], March, DateTimeZone.Utc, cancel));

        Assert.False(await collections.RestoreAsync(await host.PersonAsync("bob"), calendar.Id, cancel));
        Assert.True(await collections.DeleteAsync(alice, calendar.Id, cancel));
        Assert.Null(await objects.GetAsync(alice, calendar.Id, "gone.ics", cancel));
        Assert.True(await collections.RestoreAsync(alice, calendar.Id, cancel));
        Assert.Equal(put.ETag, (await objects.GetAsync(alice, calendar.Id, "gone.ics", cancel))!.ETag);
    }

    [Theory, EachDatabase]
    public async Task Who_may_delete_a_collection_may_take_it_back(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob, carol) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"), await host.PersonAsync("carol"));
        var (collections, feed) = (host.Get<CollectionDirectory>(), host.Get<IChangeFeed>());
        using var owner = host.Dav("alice");
        foreach (var kind in (CollectionKind[])[CollectionKind.Calendar, CollectionKind.TaskList, CollectionKind.AddressBook])
        {
            var made = await collections.CreateAsync(alice, kind, $"Regatta {kind}", $"regatta-{kind}", null, cancel);
            Assert.True(await collections.ShareAsync(alice, made.Id, bob.Id, AccessLevel.Manage, cancel));
            Assert.True(await collections.ShareAsync(alice, made.Id, carol.Id, AccessLevel.Write, cancel));
            var inside = kind == CollectionKind.AddressBook ? owner.Book($"{made.PathName}/a.vcf") : owner.Calendar($"{made.PathName}/a.ics");
            var text = kind switch
            {
                CollectionKind.AddressBook => "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:Ada Byron\r\nN:Byron;Ada;;;\r\nEND:VCARD\r\n",
                CollectionKind.TaskList => "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:a\r\nDTSTAMP:20270301T090000Z\r\nSUMMARY:Order sails\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
                _ => Samples.Event($"a-{kind}"),
            };
            await owner.PutAsync(inside, text);

            // a colleague who may only write does neither
            Assert.False(await collections.DeleteAsync(carol, made.Id, cancel));
            Assert.True(await collections.DeleteAsync(bob, made.Id, cancel));
            Assert.False(await collections.RestoreAsync(carol, made.Id, cancel));
            Assert.Null(await collections.FindAsync(alice, made.Id, cancel));

            // one who manages it brings it back to where it was, and all who had it hear of it
            var told = new List<ChangeNotice>();
            using (feed.Subscribe(told.Add)) Assert.True(await collections.RestoreAsync(bob, made.Id, cancel));
            Assert.All([alice, bob, carol], person => Assert.Contains(new ChangeNotice(ChangeKind.Rights, person.Id.Value), told));
            Assert.Equal(text, await owner.GetAsync(inside));
            Assert.Equal((alice.Id, made.PathName), ((await collections.FindAsync(carol, made.Id, cancel)) is { } back ? (back.Owner, back.PathName) : default));

            // once more: an answer that was lost is no refusal
            Assert.True(await collections.RestoreAsync(bob, made.Id, cancel));

            // the owner brings back what the colleague deleted, who no longer may when the right is gone
            Assert.True(await collections.DeleteAsync(bob, made.Id, cancel));
            Assert.True(await collections.RestoreAsync(alice, made.Id, cancel));
            Assert.True(await collections.ShareAsync(alice, made.Id, bob.Id, AccessLevel.Read, cancel));
            Assert.True(await collections.DeleteAsync(alice, made.Id, cancel));
            Assert.False(await collections.RestoreAsync(bob, made.Id, cancel));
            Assert.Null(await collections.FindAsync(alice, made.Id, cancel));
            Assert.True(await collections.RestoreAsync(alice, made.Id, cancel));
            Assert.Equal(text, await owner.GetAsync(inside));
        }
    }

    [Theory, EachDatabase]
    public async Task What_comes_back_takes_another_path_when_its_own_is_taken_in_the_owners_home(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"));
        var collections = host.Get<CollectionDirectory>();
        var first = await collections.CreateAsync(alice, CollectionKind.Calendar, "Regatta", "regatta", null, cancel);
        Assert.True(await collections.ShareAsync(alice, first.Id, bob.Id, AccessLevel.Manage, cancel));
        Assert.True(await collections.DeleteAsync(bob, first.Id, cancel));
        await collections.CreateAsync(alice, CollectionKind.Calendar, "Regatta", "regatta", null, cancel);
        Assert.True(await collections.RestoreAsync(bob, first.Id, cancel));
        Assert.Equal($"regatta-{first.Id.Value}", (await collections.FindAsync(alice, first.Id, cancel))?.PathName);
    }
}
