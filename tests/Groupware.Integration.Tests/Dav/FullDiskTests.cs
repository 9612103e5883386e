using System.Net;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Dav;

/// <summary>RFC 4918, section 11.5: a disk without room refuses, and changes nothing.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_answers_507_and_takes_writes_again_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var host = await DavHost.StartAsync(Database.Sqlite, disk.Folder);
        using var alice = host.Dav("alice");
        var before = Card("before", "short");
        var etag = await alice.PutAsync(alice.Book("contacts/before.vcf"), before);

        disk.Fill();
        foreach (var name in (string[])["before", "new"])
        {
            using var refused = await alice.SendAsync("PUT", alice.Book($"contacts/{name}.vcf"), Card(name, new string('x', 400_000)));
            Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
            Assert.Equal("10", refused.Headers.RetryAfter?.ToString());
        }

        using (var read = await alice.SendAsync("GET", alice.Book("contacts/before.vcf")))
        {
            Assert.Equal(before, await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(etag, read.Headers.ETag?.Tag);
        }

        using (var missing = await alice.SendAsync("GET", alice.Book("contacts/new.vcf"))) Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        disk.MakeRoom();
        var after = Card("new", new string('x', 400_000));
        await alice.PutAsync(alice.Book("contacts/new.vcf"), after);
        Assert.Equal(after, await alice.GetAsync(alice.Book("contacts/new.vcf")));
    }

    private static string Card(string uid, string note) => $"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:Ada Byron\r\nN:Byron;Ada;;;\r\nNOTE:{note}\r\nEND:VCARD\r\n";
}
