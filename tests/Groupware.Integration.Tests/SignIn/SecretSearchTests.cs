using System.Net;
using System.Text;
using Groupware.Testing;
using MailKit.Security;
using Npgsql;

namespace Groupware.Integration.Tests.SignIn;

/// <summary>S6: a password that was used at every door stands nowhere afterwards: not in the data folder, the database or what was logged.</summary>
[Trait("Category", "Slow")]
public sealed class SecretSearchTests
{
    private const string Password = "Zw9kQx7-vM3pLt5~hR2";

    [Theory, EachDatabase]
    public async Task A_password_is_nowhere_in_clear_base64_or_url_form_after_a_run(Database database)
    {
        var settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug" };
        var connection = database == Database.Postgres ? await PostgresServer.NewDatabaseAsync() : "";
        if (database == Database.Postgres) (settings["Storage__Provider"], settings["Storage__ConnectionString"]) = ("Postgres", connection);
        await using var suite = await Suite.StartAsync(new SuiteOptions { Settings = settings });
        var (exit, said) = await suite.AdminAsync(Password + "\n", ["add-person", "zora@example.test", "--password-stdin"]);
        Assert.True(exit == 0, said);
        using (var browser = await WebVisitor.SignedInAsync(suite, "zora", Password))
        using (var imap = await suite.ImapAsync("zora", Password))
        {
            await SignInTests.DavAsync(suite, "zora", Password);
            await SignInTests.DavAsync(suite, "zora", Password + "x");
            await suite.SendAsync("zora", "bob", "hello", password: Password);
            Assert.StartsWith("OK", await SieveDoor.SignInAsync(suite, "zora", Password), StringComparison.Ordinal);
            Assert.StartsWith("NO", await SieveDoor.SignInAsync(suite, "zora", Password + "w"), StringComparison.Ordinal);
            await Assert.ThrowsAsync<AuthenticationException>(() => suite.ImapAsync("zora", Password + "y"));
            using var wrong = new WebVisitor(suite.Url);
            using var refused = await wrong.SignInAsync("zora", Password + "z");
            await NotShownAsync(browser, Password);
        }

        Assert.DoesNotContain(Needles(Password), needle => said.Contains(needle, StringComparison.Ordinal));
        await NowhereAsync(suite, Password);
        if (database == Database.Postgres) await NotInTablesAsync(connection, Password);
    }

    /// <summary>In front of somebody else's host the suite keeps the password itself, sealed: with the keys in the data folder, and still not to be read there.</summary>
    [Fact]
    public async Task A_sealed_password_of_another_host_is_nowhere_either()
    {
        await using var host = await ForeignMailHost.StartAsync();
        var settings = host.Settings("StartTls");
        settings["Logging__LogLevel__Default"] = "Debug";
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = settings });
        using (var fiona = await WebVisitor.SignedInAsync(suite, "fiona@elsewhere.test", ForeignMailHost.Password))
        {
            await NotShownAsync(fiona, ForeignMailHost.Password);
            Assert.NotEqual(HttpStatusCode.Unauthorized, await SignInTests.DavAsync(suite, "fiona@elsewhere.test", ForeignMailHost.Password));
        }

        await NowhereAsync(suite, ForeignMailHost.Password);
    }

    private static async Task NotShownAsync(WebVisitor browser, string password)
    {
        foreach (var page in new[] { "/mail", "/settings", "/agenda", "/contacts" })
        {
            using var answer = await browser.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Needles(password), needle => html.Contains(needle, StringComparison.Ordinal));
        }
    }

    /// <summary>Every row of every table as text, columns of octets in clear as well.</summary>
    private static async Task NotInTablesAsync(string connection, string password)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        var tables = await ColumnAsync(database, "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')");
        Assert.Contains("public.person_secret", tables);
        var found = new List<string>();
        foreach (var table in tables) found.AddRange(await ColumnAsync(database, $"set bytea_output = 'escape'; select t::text from {table} t"));
        Assert.Contains(found, row => row.Contains("zora@example.test", StringComparison.Ordinal));
        Assert.DoesNotContain(Needles(password), needle => found.Exists(row => row.Contains(needle, StringComparison.Ordinal)));
    }

    private static async Task<List<string>> ColumnAsync(NpgsqlDataSource database, string query)
    {
        await using var command = database.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task NowhereAsync(Suite suite, string password)
    {
        await suite.StopAsync();
        var needles = Needles(password).ToList();
        Assert.DoesNotContain(needles, needle => suite.Output.Contains(needle, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(suite.Data, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (file.Contains("/run/", StringComparison.Ordinal) || file.Contains("/postfix/queue/p", StringComparison.Ordinal) || new FileInfo(file).Length > 200_000_000) continue;   // sockets and pipes
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(needles, needle => content.Contains(needle, StringComparison.Ordinal));
        }
    }

    /// <summary>Clear, as a form sends it, and the part of its base64 that is the same wherever it begins in what is encoded.</summary>
    private static IEnumerable<string> Needles(string password)
    {
        yield return password;
        yield return Uri.EscapeDataString(password);
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + password));
            yield return text[4..^4];
        }
    }
}
