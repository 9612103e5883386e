using System.Collections.Concurrent;
using System.Xml.Linq;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 6578.</summary>
public sealed class SyncCollectionTests
{
    private const string Since = "<sync-collection xmlns=\"DAV:\"><sync-token>{0}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>";

    /// <summary>RFC 6578, section 3.5.2: what a client that follows tokens is told about a removed member.</summary>
    [Theory, EachDatabase]
    public async Task A_deleted_object_is_told_once_as_404(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.PutAsync(alice.Calendar("calendar/lunch.ics"), Samples.Event("lunch"));

        await alice.ExchangeAsync("""
            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/lunch.ics</href>
            <   <propstat><prop><getetag>{etag}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>
            <   <sync-token>{first}</sync-token></multistatus>

            > DELETE /dav/calendars/alice@example.test/calendar/lunch.ics
            > If-Match: {etag}
            < 204

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token>{first}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><response><href>/dav/calendars/alice@example.test/calendar/lunch.ics</href>
            <   <status>HTTP/1.1 404 Not Found</status></response>
            <   <sync-token>{second}</sync-token></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token>{second}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><sync-token>{second}</sync-token></multistatus>
            """);
    }

    /// <summary>RFC 6578, section 3.2: a token of another collection or of a time to come isn't honoured.</summary>
    [Theory, EachDatabase]
    public async Task A_token_that_was_never_given_is_refused(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        await alice.ExchangeAsync("""
            > REPORT /dav/calendars/alice@example.test/tasks/
            > <sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 207
            < <multistatus xmlns="DAV:"><sync-token>{tasks}</sync-token></multistatus>

            > REPORT /dav/calendars/alice@example.test/calendar/
            > <sync-collection xmlns="DAV:"><sync-token>{tasks}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 403
            < <error xmlns="DAV:"><valid-sync-token/></error>

            > REPORT /dav/calendars/alice@example.test/tasks/
            > <sync-collection xmlns="DAV:"><sync-token>{tasks}999</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>
            < 403
            < <error xmlns="DAV:"><valid-sync-token/></error>
            """);
    }

    /// <summary>The worst trap of change logs: a lower number committed after a higher one was read. A client that only follows tokens must end with what is there.</summary>
    [Theory, EachDatabase]
    public async Task Eight_writers_never_hide_a_change_from_a_client_that_follows_tokens(Database database)
    {
        const int writers = 8, each = 40;
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var acknowledged = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var token = "";
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            using var own = host.Dav("alice");
            for (var n = 0; n < each; n++)
            {
                var name = $"w{writer}-{n % 10}.ics";
                if (n % 7 == 6)
                {
                    using var gone = await own.SendAsync("DELETE", own.Calendar($"calendar/{name}"));
                    acknowledged[name] = null;
                }
                else
                {
                    acknowledged[name] = await own.PutAsync(own.Calendar($"calendar/{name}"), Samples.Event($"w{writer}-{n % 10}", $"DTSTART:20270310T090000Z\nSUMMARY:{n}"));
                }
            }
        })));
        while (!writing.IsCompleted) token = await FollowAsync(alice, token, seen);
        await writing;
        await FollowAsync(alice, token, seen);

        Assert.Equal(acknowledged.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!), seen);
    }

    private static async Task<string> FollowAsync(DavUser user, string token, Dictionary<string, string> seen)
    {
        using var answer = await user.SendAsync("REPORT", user.Calendar("calendar/"), Since.Replace("{0}", token, StringComparison.Ordinal));
        Assert.Equal(207, (int)answer.StatusCode);
        XNamespace d = "DAV:";
        var root = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        foreach (var response in root.Elements(d + "response"))
        {
            var name = response.Element(d + "href")!.Value.Split('/')[^1];
            if (response.Descendants(d + "getetag").FirstOrDefault()?.Value is { } etag) seen[name] = etag;
            else seen.Remove(name);
        }

        return root.Element(d + "sync-token")!.Value;
    }
}
