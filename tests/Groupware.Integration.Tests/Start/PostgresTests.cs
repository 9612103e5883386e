using System.Net;
using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Testing;
using Npgsql;

namespace Groupware.Integration.Tests.Start;

/// <summary>The whole suite on PostgreSQL, as <c>Storage__Provider=Postgres</c> starts it.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresTests
{
    [Fact]
    public async Task Sign_in_sending_receiving_and_DAV_work_and_outlive_a_restart()
    {
        var settings = new Dictionary<string, string> { ["Storage__Provider"] = "Postgres", ["Storage__ConnectionString"] = await PostgresServer.NewDatabaseAsync() };
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = settings });
        Assert.False(File.Exists(Path.Combine(suite.Data, "groupware.db")));
        Assert.False((await suite.SignInAsync("alice", "wrong")).In);
        using (var alice = await DraftClient.SignInAsync(suite, "alice"))
        {
            var subject = $"On PostgreSQL {Guid.NewGuid()}";
            var (id, version) = await alice.WriteAsync("bob@example.test", subject);
            Assert.Equal(HttpStatusCode.Accepted, (await alice.SendAsync(id, version)).Status);
            Assert.Single(await SendingTests.ArrivedAsync(suite, "bob", "INBOX", subject));
            Assert.Single(await SendingTests.ArrivedAsync(suite, "alice", "Sent", subject));
        }

        const string card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada\r\nFN:Ada Byron\r\nN:Byron;Ada;;;\r\nX-KEPT:as it is\r\nEND:VCARD\r\n";
        using var dav = new DavUser(suite.Url, Suite.Address("alice"), Suite.Password);
        await dav.PutAsync(dav.Book("contacts/ada.vcf"), card);
        await suite.RestartAsync();
        using var again = new DavUser(suite.Url, Suite.Address("alice"), Suite.Password);
        Assert.Equal(card, await again.GetAsync(again.Book("contacts/ada.vcf")));
    }

    /// <summary>A database server that is restarted, or cannot be reached for a while, neither ends the suite nor loses what is given to it afterwards.</summary>
    [Fact]
    public async Task The_suite_outlives_a_database_that_goes_and_comes_back()
    {
        var connection = new NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabaseAsync());
        await using var line = new FaultProxy(connection.Port);
        connection.Port = line.Port;
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["Storage__Provider"] = "Postgres", ["Storage__ConnectionString"] = connection.ConnectionString } });
        using var dav = new DavUser(suite.Url, Suite.Address("alice"), Suite.Password);
        await dav.PutAsync(dav.Book("contacts/before.vcf"), Card("before"));

        line.Stop();
        // the watch of the directory asks every second, the jobs at their own pace: several rounds of failures
        await Until.TrueAsync(async () => (await suite.Http.GetAsync("/healthz/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30), "not ready without its database");
        Assert.Equal(HttpStatusCode.OK, (await suite.Http.GetAsync("/healthz/live")).StatusCode);
        using (var answer = await dav.SendAsync("PUT", dav.Book("contacts/during.vcf"), Card("during"))) Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);

        line.Start();
        await Until.TrueAsync(async () => (await suite.Http.GetAsync("/healthz/ready")).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(30), "ready again by itself");
        Assert.True(suite.Running);
        await dav.PutAsync(dav.Book("contacts/after.vcf"), Card("after"));
        Assert.Equal(Card("before"), await dav.GetAsync(dav.Book("contacts/before.vcf")));
        Assert.Equal(Card("after"), await dav.GetAsync(dav.Book("contacts/after.vcf")));
    }

    private static string Card(string name) => $"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nFN:{name}\r\nN:{name};;;;\r\nEND:VCARD\r\n";
}
