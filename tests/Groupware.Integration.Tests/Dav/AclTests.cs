using System.Xml.Linq;
using Groupware.Collections;
using Groupware.Storage.Collections;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 3744, section 5: rights as DAV tells them are those that the suite keeps.</summary>
public sealed class AclTests
{
    private const string Reader = "read read-acl read-current-user-privilege-set read-free-busy";
    private const string Writer = "bind read read-acl read-current-user-privilege-set read-free-busy unbind write write-content write-properties";
    private const string OfEverybody = "<ace><principal><authenticated/></principal><grant><privilege><read/></privilege><privilege><read-acl/></privilege><privilege><read-current-user-privilege-set/></privilege></grant><protected/></ace>";
    private const string OfOwner = "<ace><principal><property><owner/></property></principal><grant><privilege><all/></privilege></grant><protected/>";
    private const string Writing = "<privilege><read/></privilege><privilege><write/></privilege><privilege><read-acl/></privilege><privilege><read-current-user-privilege-set/></privilege>";

    [Theory, EachDatabase]
    public async Task What_each_level_holds_is_what_its_requests_may_do(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"));
        var collections = host.Get<CollectionDirectory>();
        using var owner = host.Dav("alice");
        using var other = host.Dav("bob");
        var calendar = (await collections.ListAsync(alice, CollectionKind.Calendar, cancel)).Single();
        var own = owner.Calendar("calendar/");
        await owner.PutAsync(own + "open.ics", Samples.Event("open"));
        await owner.PutAsync(own + "secret.ics", Samples.Event("secret", "DTSTART:20270311T090000Z\nDTEND:20270311T100000Z\nCLASS:PRIVATE\nSUMMARY:Doctor"));
        Assert.Equal("all " + Writer, await PrivilegesAsync(owner, own));
        Assert.Equal("all " + Writer, await PrivilegesAsync(owner, own + "secret.ics"));
        await DoesWhatItHoldsAsync(owner, own, "o", "all " + Writer);

        var shared = other.Calendar($"shared-{calendar.Id.Value}/");
        foreach (var (level, held) in new[] { (AccessLevel.Read, Reader), (AccessLevel.Write, Writer), (AccessLevel.Manage, "all " + Writer) })
        {
            Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, level, cancel));
            Assert.Equal(held, await PrivilegesAsync(other, shared));
            Assert.Equal(held, await PrivilegesAsync(other, shared + "open.ics"));
            // of what is private others see that the time is taken, whatever they may do with the rest
            Assert.Equal(Reader, await PrivilegesAsync(other, shared + "secret.ics"));
            await DoesWhatItHoldsAsync(other, shared, level.ToString(), held);
            using var overSecret = await other.SendAsync("PUT", shared + "secret.ics", Samples.Event("secret"));
            using var noteOnSecret = await other.SendAsync("PROPPATCH", shared + "secret.ics", "<propertyupdate xmlns=\"DAV:\"><set><prop><x:note xmlns:x=\"urn:x\">seen</x:note></prop></set></propertyupdate>");
            Assert.Equal(403, (int)overSecret.StatusCode);
            Assert.DoesNotContain("200 OK", await noteOnSecret.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);
        }

        Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.FreeBusy, cancel));
        await other.ExchangeAsync($"""
            > PROPFIND {shared}
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><current-user-privilege-set/></prop></propfind>
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{shared}</href><privilege><read/></privilege></resource></need-privileges></error>
            """);
    }

    [Theory, EachDatabase]
    public async Task The_list_of_rights_is_whole_for_the_owner_and_tells_others_only_of_themselves(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob, carol) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"), await host.PersonAsync("carol"));
        var collections = host.Get<CollectionDirectory>();
        using var owner = host.Dav("alice");
        using var other = host.Dav("bob");
        var calendar = (await collections.ListAsync(alice, CollectionKind.Calendar, cancel)).Single();
        Assert.True(await collections.ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Write, cancel));
        Assert.True(await collections.ShareAsync(alice, calendar.Id, carol.Id, AccessLevel.FreeBusy, cancel));
        await owner.PutAsync(owner.Calendar("calendar/open.ics"), Samples.Event("open"));
        var shared = other.Calendar($"shared-{calendar.Id.Value}/");
        const string Inherited = "<inherited><href>/dav/calendars/alice@example.test/calendar/</href></inherited>";
        const string Asked = "<propfind xmlns=\"DAV:\"><prop><owner/><group/><acl/><acl-restrictions/><inherited-acl-set/><principal-collection-set/></prop></propfind>";
        const string Rest = "<acl-restrictions><grant-only/><no-invert/></acl-restrictions>";
        const string Collections = "<principal-collection-set><href>/dav/principals/</href></principal-collection-set>";
        const string Bob = "<ace><principal><href>/dav/principals/bob@example.test/</href></principal><grant>" + Writing + "</grant><protected/>";
        const string Carol = "<ace><principal><href>/dav/principals/carol@example.test/</href></principal><grant><privilege><c:read-free-busy/></privilege></grant><protected/>";

        await owner.ExchangeAsync($"""
            > PROPFIND /dav/calendars/alice@example.test/calendar/
            > Depth: 0
            > {Asked}
            < 207
            < {Answer("/dav/calendars/alice@example.test/calendar/", $"<owner><href>/dav/principals/alice@example.test/</href></owner><group/><acl>{OfOwner}</ace>{Bob}</ace>{Carol}</ace></acl>{Rest}<inherited-acl-set/>{Collections}")}

            > PROPFIND /dav/calendars/alice@example.test/calendar/open.ics
            > Depth: 0
            > {Asked}
            < 207
            < {Answer("/dav/calendars/alice@example.test/calendar/open.ics", $"<owner><href>/dav/principals/alice@example.test/</href></owner><group/><acl>{OfOwner}{Inherited}</ace>{Bob}{Inherited}</ace>{Carol}{Inherited}</ace></acl>{Rest}<inherited-acl-set><href>/dav/calendars/alice@example.test/calendar/</href></inherited-acl-set>{Collections}")}

            > PROPFIND /dav/calendars/alice@example.test/
            > Depth: 0
            > {Asked}
            < 207
            < {Answer("/dav/calendars/alice@example.test/", $"<owner><href>/dav/principals/alice@example.test/</href></owner><group/><acl><ace><principal><property><owner/></property></principal><grant><privilege><read/></privilege><privilege><bind/></privilege><privilege><unbind/></privilege><privilege><read-acl/></privilege><privilege><read-current-user-privilege-set/></privilege></grant><protected/></ace>{OfEverybody}</acl>{Rest}<inherited-acl-set/>{Collections}")}

            > PROPFIND /dav/principals/bob@example.test/
            > Depth: 0
            > {Asked}
            < 207
            < {Answer("/dav/principals/bob@example.test/", $"<owner><href>/dav/principals/bob@example.test/</href></owner><group/><acl>{OfEverybody}</acl>{Rest}<inherited-acl-set/>{Collections}")}
            """);
        await other.ExchangeAsync($"""
            > PROPFIND {shared}
            > Depth: 0
            > {Asked}
            < 207
            < {Answer(shared, $"<owner><href>/dav/principals/alice@example.test/</href></owner><group/><acl>{OfOwner}</ace>{Bob}</ace></acl>{Rest}<inherited-acl-set/>{Collections}")}

            > REPORT {shared}
            > <acl-principal-prop-set xmlns="DAV:"><prop><displayname/></prop></acl-principal-prop-set>
            < 207
            < <multistatus xmlns="DAV:">{Person("alice", "Alice Moreau")}{Person("bob", "Bob Keller")}</multistatus>
            """);
        await owner.ExchangeAsync($"""
            > REPORT /dav/calendars/alice@example.test/calendar/open.ics
            > Depth: 0
            > <acl-principal-prop-set xmlns="DAV:"><prop><displayname/></prop></acl-principal-prop-set>
            < 207
            < <multistatus xmlns="DAV:">{Person("alice", "Alice Moreau")}{Person("bob", "Bob Keller")}{Person("carol", "Carol Nguyen")}</multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > Depth: 1
            > <acl-principal-prop-set xmlns="DAV:"><prop><displayname/></prop></acl-principal-prop-set>
            < 400
            """);
    }

    /// <summary>The suite owns the book: everybody reads it, nobody writes or manages it.</summary>
    [Theory, EachDatabase]
    public async Task The_directory_is_everybodys_to_read(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var alice = await host.PersonAsync("alice");
        using var user = host.Dav("alice");
        CollectionView? book = null;
        await Until.TrueAsync(async () => (book = (await host.Get<CollectionDirectory>().ListAsync(alice, CollectionKind.AddressBook, cancel)).SingleOrDefault(c => c.OwnerAddress.Length == 0)) is not null, TimeSpan.FromSeconds(30), "the directory's book is made");
        var path = user.Book($"shared-{book!.Id.Value}/");
        Assert.Equal("read read-acl read-current-user-privilege-set", await PrivilegesAsync(user, path));
        await user.ExchangeAsync($"""
            > PROPFIND {path}
            > Depth: 0
            > <propfind xmlns="DAV:"><prop><owner/><acl/></prop></propfind>
            < 207
            < {Answer(path, $"<owner/><acl>{OfEverybody}</acl>")}

            > REPORT {path}
            > <acl-principal-prop-set xmlns="DAV:"><prop><displayname/></prop></acl-principal-prop-set>
            < 207
            < <multistatus xmlns="DAV:"/>

            > PUT {path}mine.vcf
            > BEGIN:VCARD
            > VERSION:3.0
            > UID:mine
            > FN:Mine
            > N:Mine;;;;
            > END:VCARD
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{path}</href><privilege><bind/></privilege></resource></need-privileges></error>

            > DELETE {path}
            < 403
            < <error xmlns="DAV:"><need-privileges><resource><href>{path}</href><privilege><all/></privilege></resource></need-privileges></error>
            """);
    }

    [Fact]
    public async Task Supported_privileges_are_a_tree_without_what_nobody_can_hold()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var alice = host.Dav("alice");
        Assert.Equal("all(read(read-free-busy) write(write-content write-properties bind unbind) read-acl read-current-user-privilege-set)", await TreeAsync(alice, alice.Calendar("calendar/")));
        Assert.Equal("all(read write(write-content write-properties bind unbind) read-acl read-current-user-privilege-set)", await TreeAsync(alice, alice.Book("contacts/")));
    }

    /// <summary>What holds for everybody is protected against whoever shares a calendar; colour and order are their own.</summary>
    [Theory, EachDatabase]
    public async Task Who_writes_in_anothers_calendar_gives_it_a_colour_but_no_name(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        var cancel = TestContext.Current.CancellationToken;
        var (alice, bob) = (await host.PersonAsync("alice"), await host.PersonAsync("bob"));
        var calendar = (await host.Get<CollectionDirectory>().ListAsync(alice, CollectionKind.Calendar, cancel)).Single();
        using var other = host.Dav("bob");
        var shared = other.Calendar($"shared-{calendar.Id.Value}/");
        const string Both = "<propertyupdate xmlns=\"DAV:\" xmlns:i=\"http://apple.com/ns/ical/\"><set><prop><displayname>Mine</displayname><i:calendar-color>#112233FF</i:calendar-color></prop></set></propertyupdate>";
        Assert.True(await host.Get<CollectionDirectory>().ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Read, cancel));
        await other.ExchangeAsync($"""
            > PROPPATCH {shared}
            > {Both}
            < 207
            < <multistatus xmlns="DAV:" xmlns:i="http://apple.com/ns/ical/"><response><href>{shared}</href><propstat><prop><displayname/><i:calendar-color/></prop><status>HTTP/1.1 403 Forbidden</status><error><need-privileges><resource><href>{shared}</href><privilege><write-properties/></privilege></resource></need-privileges></error></propstat></response></multistatus>
            """);
        Assert.True(await host.Get<CollectionDirectory>().ShareAsync(alice, calendar.Id, bob.Id, AccessLevel.Write, cancel));
        await other.ExchangeAsync($"""
            > PROPPATCH {shared}
            > {Both}
            < 207
            < <multistatus xmlns="DAV:" xmlns:i="http://apple.com/ns/ical/"><response><href>{shared}</href><propstat><prop><displayname/></prop><status>HTTP/1.1 403 Forbidden</status><error><cannot-modify-protected-property/></error></propstat><propstat><prop><i:calendar-color/></prop><status>HTTP/1.1 424 Failed Dependency</status></propstat></response></multistatus>

            > PROPPATCH {shared}
            > {Both.Replace("<displayname>Mine</displayname>", "", StringComparison.Ordinal)}
            < 207
            < <multistatus xmlns="DAV:" xmlns:i="http://apple.com/ns/ical/"><response><href>{shared}</href><propstat><prop><i:calendar-color/></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """);
        Assert.Equal(calendar.Color, (await host.Get<CollectionDirectory>().FindAsync(alice, calendar.Id, cancel))!.Color);
    }

    private static string Answer(string href, string properties) =>
        $"<multistatus xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><response><href>{href}</href><propstat><prop>{properties}</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";

    private static string Person(string name, string displayName) =>
        $"<response><href>/dav/principals/{name}@example.test/</href><propstat><prop><displayname>{displayName}</displayname></prop><status>HTTP/1.1 200 OK</status></propstat></response>";

    private static async Task<string> PrivilegesAsync(DavUser user, string path)
    {
        var set = await PropertyAsync(user, path, "current-user-privilege-set");
        return string.Join(' ', set.Elements(XName.Get("privilege", "DAV:")).Elements().Select(e => e.Name.LocalName).Order(StringComparer.Ordinal));
    }

    private static async Task<string> TreeAsync(DavUser user, string path) =>
        Tree((await PropertyAsync(user, path, "supported-privilege-set")).Elements().Single());

    private static string Tree(XElement supported)
    {
        var inner = supported.Elements(XName.Get("supported-privilege", "DAV:")).Select(Tree).ToList();
        var name = supported.Element(XName.Get("privilege", "DAV:"))!.Elements().Single().Name.LocalName;
        return inner.Count == 0 ? name : $"{name}({string.Join(' ', inner)})";
    }

    private static async Task<XElement> PropertyAsync(DavUser user, string path, string name)
    {
        using var answer = await user.SendAsync("PROPFIND", path, $"<propfind xmlns=\"DAV:\"><prop><{name}/></prop></propfind>", ("Depth", "0"));
        Assert.Equal(207, (int)answer.StatusCode);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants(XName.Get(name, "DAV:")).Single();
    }

    /// <summary>Each privilege tried by a request that needs it: it succeeds where the privilege is held, and is 403 where it isn't.</summary>
    private static async Task DoesWhatItHoldsAsync(DavUser user, string path, string tag, string held)
    {
        var privileges = held.Split(' ');
        await TryAsync("bind", "PUT", $"{path}{tag}.ics", Samples.Event(tag));
        await TryAsync("bind", "POST", path, Samples.Event(tag + "-post"));
        await TryAsync("write-content", "PUT", path + "open.ics", Samples.Event("open", $"DTSTART:20270310T090000Z\nSUMMARY:{tag}"));
        await TryAsync("unbind", "DELETE", privileges.Contains("bind") ? $"{path}{tag}.ics" : path + "open.ics", null);
        await TryAsync("write-properties", "PROPPATCH", path + "open.ics", "<propertyupdate xmlns=\"DAV:\"><set><prop><x:note xmlns:x=\"urn:x\">n</x:note></prop></set></propertyupdate>");
        await TryAsync("all", "PROPPATCH", path, "<propertyupdate xmlns=\"DAV:\"><set><prop><displayname>Renamed</displayname></prop></set></propertyupdate>");
        if (!privileges.Contains("all")) await TryAsync("all", "DELETE", path, null);

        async Task TryAsync(string privilege, string method, string target, string? body)
        {
            using var answer = await user.SendAsync(method, target, body);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var done = (int)answer.StatusCode is 201 or 204 || ((int)answer.StatusCode == 207 && text.Contains("200 OK", StringComparison.Ordinal));
            Assert.True(done == privileges.Contains(privilege), $"{method} {target} at {tag}: {(int)answer.StatusCode} {text}");
            if (!done) Assert.Contains("403", $"{(int)answer.StatusCode} {text}", StringComparison.Ordinal);
        }
    }
}
