using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4918, section 20.6: XML that wants to be more than a request.</summary>
public sealed class HostileXmlTests
{
    [Fact]
    public async Task Entities_external_files_depth_and_rubbish_are_400_at_once()
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var alice = host.Dav("alice");
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e0 \"lol\"><!ENTITY e1 \"&e0;&e0;&e0;\">]><propfind xmlns=\"DAV:\"><prop><displayname>&e1;</displayname></prop></propfind>";
        var file = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><propfind xmlns=\"DAV:\"><prop><displayname>&x;</displayname></prop></propfind>";
        var deep = "<propfind xmlns=\"DAV:\"><prop>" + string.Concat(Enumerable.Repeat("<a>", 500)) + string.Concat(Enumerable.Repeat("</a>", 500)) + "</prop></propfind>";
        foreach (var body in new[] { bomb, file, deep, "<propfind xmlns=\"DAV:\"><prop>", "<?xml", "not xml" })
        {
            using var answer = await alice.SendAsync("PROPFIND", alice.Calendar("calendar/"), body, ("Depth", "0"));
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("x%00.ics")]
    public async Task Paths_that_climb_lead_nowhere(string name)
    {
        await using var host = await DavHost.StartAsync(Database.Sqlite);
        using var alice = host.Dav("alice");
        using var get = await alice.SendAsync("GET", alice.Calendar("calendar/" + name));
        Assert.InRange((int)get.StatusCode, 400, 499);
        using var put = await alice.SendAsync("PUT", alice.Calendar("calendar/" + name), Samples.Event("climb"));
        Assert.True((int)put.StatusCode is 201 or (>= 400 and < 500));
    }
}
