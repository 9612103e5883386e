using System.Net;
using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>The whole suite on PostgreSQL, as <c>Storage__Provider=Postgres</c> starts it.</summary>
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
}
