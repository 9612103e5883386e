using System.Net;
using System.Text;
using Groupware.Integration.Tests.Mail.Compose;
using Groupware.Testing;
using Microsoft.Data.Sqlite;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>S3: what one person has is not there for another who is signed in too, by whatever route and with the right names of it.</summary>
public sealed class AnotherPersonTests(SharedSuite shared)
{
    [Fact]
    public async Task A_draft_its_files_and_pictures_are_its_writers_alone()
    {
        var suite = await shared.GetAsync();
        using var alice = await DraftClient.SignInAsync(suite, "alice");
        using var bob = await DraftClient.SignInAsync(suite, "bob");
        var subject = $"Alice's own {Guid.NewGuid()}";
        var (id, version) = await alice.WriteAsync("carol@example.test", subject);
        var file = await alice.AttachAsync(id, "plan.txt", "the plan"u8.ToArray());
        var picture = await PictureAsync(alice, id);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Get, $"/api/drafts/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Get, $"/api/drafts/{id}/quote"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Get, $"/api/drafts/{id}/attachments/{file}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Get, picture));
        Assert.Equal(HttpStatusCode.NotFound, (await bob.SaveAsync(id, version, "bob@example.test", "Taken", "<div>mine</div>")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.SendAsync(id, version)).Status);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Post, $"/api/drafts/{id}/close"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Delete, $"/api/drafts/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Delete, $"/api/drafts/{id}/attachments/{file}"));
        using (var content = new StringContent("mine", Encoding.UTF8, "text/plain"))
            Assert.Equal(HttpStatusCode.NotFound, (await bob.CallAsync(HttpMethod.Post, $"/api/drafts/{id}/attachments?name=x.txt", content)).Status);
        using (var content = PictureContent())
            Assert.Equal(HttpStatusCode.NotFound, (await bob.CallAsync(HttpMethod.Post, $"/api/drafts/{id}/pictures?name=x.png", content)).Status);

        var (status, draft) = await alice.CallAsync(HttpMethod.Get, $"/api/drafts/{id}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(subject, draft!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("the plan"u8.ToArray(), await alice.BytesAsync($"/api/drafts/{id}/attachments/{file}"));
        Assert.NotEmpty(await alice.BytesAsync(picture));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(alice, HttpMethod.Delete, $"/api/drafts/{id}"));
    }

    [Fact]
    public async Task A_book_that_is_not_shared_cannot_be_read_or_written_by_its_number()
    {
        var suite = await shared.GetAsync();
        using var dav = new DavUser(suite.Url, Suite.Address("alice"), Suite.Password);
        await dav.PutAsync(dav.Book("contacts/secret-friend.vcf"), "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:secret-friend\r\nFN:Secret Friend\r\nN:Friend;Secret;;;\r\nEND:VCARD\r\n");
        var book = await BookOfAliceAsync(suite);
        using var alice = await DraftClient.SignInAsync(suite, "alice");
        using var bob = await DraftClient.SignInAsync(suite, "bob");
        foreach (var path in new[] { $"/contacts/{book}/secret-friend.vcf/export", $"/contacts/{book}/export", $"/contacts/{book}/secret-friend.vcf/picture" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(bob, HttpMethod.Get, path));

        using var card = new MultipartFormDataContent { { new StringContent("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:secret-friend\r\nFN:Overwritten\r\nN:x;;;;\r\nEND:VCARD\r\n"), "file", "x.vcf" } };
        await bob.CallAsync(HttpMethod.Post, $"/contacts/{book}/import", card);
        Assert.Contains("FN:Secret Friend", Encoding.UTF8.GetString(await alice.BytesAsync($"/contacts/{book}/secret-friend.vcf/export")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("addressbooks/alice@example.test/contacts/")]
    [InlineData("addressbooks/alice@example.test/contacts/secret-friend.vcf")]
    public async Task DAV_shows_and_changes_nothing_of_another(string path)
    {
        var suite = await shared.GetAsync();
        using var erin = new DavUser(suite.Url, Suite.Address("erin"), Suite.Password);
        foreach (var method in new[] { "GET", "PROPFIND", "DELETE", "MKCALENDAR", "PROPPATCH" })
        {
            using var answer = await erin.SendAsync(method, "/dav/" + path, method is "PROPPATCH" ? "<propertyupdate xmlns=\"DAV:\"><set><prop><displayname>x</displayname></prop></set></propertyupdate>" : null, ("Depth", "1"));
            Assert.True((int)answer.StatusCode is 403 or 404 or 405 or 409, $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(DraftClient client, HttpMethod method, string path) => (await client.CallAsync(method, path)).Status;

    private static async Task<string> PictureAsync(DraftClient client, string id)
    {
        using var content = PictureContent();
        var (status, body) = await client.CallAsync(HttpMethod.Post, $"/api/drafts/{id}/pictures?name=dot.png", content);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!.Value.GetProperty("src").GetString()!;
    }

    private static ByteArrayContent PictureContent()
    {
        var content = new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="));
        content.Headers.ContentType = new("image/png");
        return content;
    }

    private static async Task<long> BookOfAliceAsync(Suite suite)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(suite.Data, "groupware.db")};Mode=ReadOnly");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "select collection_id from object where name = 'secret-friend.vcf'";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
