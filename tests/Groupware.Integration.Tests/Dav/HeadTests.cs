using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 9110, section 9.3.2.</summary>
public sealed class HeadTests
{
    [Theory, EachDatabase]
    public async Task HEAD_says_what_GET_says_without_the_body(Database database)
    {
        await using var host = await DavHost.StartAsync(database);
        using var alice = host.Dav("alice");
        var (lunch, ann) = (alice.Calendar("calendar/lunch.ics"), alice.Book("contacts/ann.vcf"));
        var etag = await alice.PutAsync(lunch, Samples.Event("lunch"));
        await alice.PutAsync(ann, Samples.Card("ann", "Zoë Müller"));
        foreach (var path in new[] { lunch, ann })
        {
            using var get = await alice.SendAsync("GET", path);
            using var head = await alice.SendAsync("HEAD", path);
            Assert.Equal(200, (int)head.StatusCode);
            Assert.Equal(Said(get), Said(head));
            Assert.True(head.Content.Headers.ContentLength > 0);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        using var known = await alice.SendAsync("HEAD", lunch, null, ("If-None-Match", etag));
        Assert.Equal(304, (int)known.StatusCode);
        using var missing = await alice.SendAsync("HEAD", alice.Calendar("calendar/missing.ics"));
        Assert.Equal(404, (int)missing.StatusCode);
        using var bob = host.Dav("bob");
        using var hidden = await bob.SendAsync("HEAD", lunch);
        Assert.Equal(404, (int)hidden.StatusCode);
    }

    /// <summary>All headers but the moment of the answer.</summary>
    private static List<string> Said(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal)];
}
